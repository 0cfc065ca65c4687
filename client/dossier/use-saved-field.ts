import { useEffect, useRef, useState } from 'react'
import { type DossierChange, useSaveField } from '#client/data/dossier.ts'
import { useLatest } from '#client/ui/use-latest.ts'
import { useUnsaved } from './unsaved.tsx'

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

/** What is written and not saved yet: for the screen, and at once for whoever waits for an answer. */
function useDraft<Value>() {
  const newest = useRef<Draft<Value> | null>(null)
  const [draft, setDraft] = useState<Draft<Value> | null>(null)
  const write = (change: (now: Draft<Value> | null) => Draft<Value> | null) => {
    newest.current = change(newest.current)
    setDraft(newest.current)
  }
  return { draft, newest, write }
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
  const { draft, newest, write } = useDraft<Value>()
  const [failed, setFailed] = useState<Draft<Value> | null>(null)
  const inFlight = useRef<Promise<boolean> | null>(null)
  const isSame = draft !== null && JSON.stringify(draft.value) === JSON.stringify(standing.value)
  const isOther = draft !== null && standing.revision > draft.from && !save.isPending && !isSame
  const waits = draft !== null && draft !== failed && !isOther && !save.isPending
  const sent = async (of: Draft<Value>) => {
    const change = make(of.value, of.from)
    try {
      const { dossier } = await save.mutateAsync(change)
      const from = dossier.marks.find(({ field }) => field === change.field)?.revision ?? 0
      write((now) => (now === of || now === null ? null : { ...now, from }))
      return true
    } catch {
      setFailed(of)
      return false
    }
  }
  const send = (of: Draft<Value>) => {
    const sending = sent(of).finally(() => (inFlight.current = null))
    inFlight.current = sending
    return sending
  }
  const latest = useLatest({ isOther, send })
  /** All that is written, in its turn; false where it was not saved, or somebody has to say first which words stand. */
  const saveAll = async (): Promise<boolean> => {
    await inFlight.current
    if (newest.current === null) return true
    if (latest.current.isOther) return false
    return (await latest.current.send(newest.current)) && saveAll()
  }
  useEffect(() => {
    if (!waits || draft === null) return
    const timer = setTimeout(() => void latest.current.send(draft), restMs)
    return () => clearTimeout(timer)
  }, [draft, waits, latest])
  useUnsaved({ isUnsaved: () => newest.current !== null, save: saveAll })
  return {
    value: draft === null ? standing.value : draft.value,
    change: (value: Value) => write((now) => ({ value, from: now?.from ?? standing.revision })),
    /** Somebody else wrote here since one began: what stands is `standing`. */
    isOther,
    keepMine: () => write((now) => now && { ...now, from: standing.revision }),
    takeTheirs: () => write(() => null),
    isSaving: draft !== null && !isOther && draft !== failed,
    isSaved: draft === null && save.isSuccess,
    error: draft !== null && draft === failed && !isOther ? save.error : null,
    again: () => setFailed(null),
  }
}
