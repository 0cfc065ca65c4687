import { useEffect, useState } from 'react'
import { type DossierChange, useSaveField } from '#client/data/dossier.ts'
import { runChange } from '#client/ui/run-change.ts'
import { useLatest } from '#client/ui/use-latest.ts'

/** So long after the last key a field is saved. */
const restMs = 800

interface Draft<Value> {
  value: Value
  /** The revision that it was begun from. */
  from: number
}

interface Standing<Value> {
  value: Value
  revision: number
}

/**
 * A field that is saved as it is typed. What somebody else wrote meanwhile is shown beside one's own words, and neither is
 * lost: one says which of them is to stand.
 */
export function useSavedField<Value>(
  projectId: string,
  standing: Standing<Value>,
  make: (value: Value, revision: number) => DossierChange,
) {
  const save = useSaveField(projectId)
  const [draft, setDraft] = useState<Draft<Value> | null>(null)
  const [failed, setFailed] = useState<Draft<Value> | null>(null)
  const isSame = draft !== null && JSON.stringify(draft.value) === JSON.stringify(standing.value)
  const isOther = draft !== null && standing.revision > draft.from && !save.isPending && !isSame
  const waits = draft !== null && draft !== failed && !isOther && !save.isPending
  const send = (of: Draft<Value>) => {
    const change = make(of.value, of.from)
    runChange(save, change, {
      onSuccess: ({ dossier }) => {
        const from = dossier.marks.find(({ field }) => field === change.field)?.revision ?? 0
        setDraft((now) => (now === of || now === null ? null : { ...now, from }))
      },
      onError: () => setFailed(of),
    })
  }
  const latest = useLatest({ draft, waits, send })
  useEffect(() => {
    if (!waits || draft === null) return
    const timer = setTimeout(() => latest.current.send(draft), restMs)
    return () => clearTimeout(timer)
  }, [draft, waits, latest])
  useEffect(
    () => () => {
      const { draft: left, waits: waited, send: sendLeft } = latest.current
      if (left !== null && waited) sendLeft(left)
    },
    [latest],
  )
  return {
    value: draft === null ? standing.value : draft.value,
    change: (value: Value) => setDraft((now) => ({ value, from: now?.from ?? standing.revision })),
    /** Somebody else wrote here since one began: what stands is `standing`. */
    isOther,
    keepMine: () => setDraft((now) => now && { ...now, from: standing.revision }),
    takeTheirs: () => setDraft(null),
    isSaving: draft !== null && !isOther && draft !== failed,
    isSaved: draft === null && save.isSuccess,
    error: draft !== null && draft === failed && !isOther ? save.error : null,
    again: () => setFailed(null),
  }
}
