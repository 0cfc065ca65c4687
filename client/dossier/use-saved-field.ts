import { useEffect, useRef, useState } from 'react'
import { useIsOffline } from '#client/session/strips.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { useUnsaved } from './unsaved.tsx'

/** So long after the last key a field is saved. */
const restMs = 800

export interface Draft<Value> {
  value: Value
  /** The revision that it was begun from. */
  from: number
}

interface Standing<Value> {
  value: Value
  revision: number
}

/** Where a draft outlasts the screen: what an earlier visit left there comes in a moment. */
export interface Keeping<Value> {
  kept: Draft<Value> | null
  keep: (draft: Draft<Value> | null) => void
}

/** What is written and not saved yet: for the screen, and at once for whoever waits for an answer. */
function useDraft<Value>(keeping: Keeping<Value> | undefined) {
  const newest = useRef<Draft<Value> | null>(null)
  const [draft, setDraft] = useState<Draft<Value> | null>(null)
  const isTouched = useRef(false)
  const write = (change: (now: Draft<Value> | null) => Draft<Value> | null) => {
    isTouched.current = true
    newest.current = change(newest.current)
    setDraft(newest.current)
    keeping?.keep(newest.current)
  }
  const kept = keeping?.kept ?? null
  useEffect(() => {
    if (kept === null || isTouched.current) return
    isTouched.current = true
    newest.current = kept
    setDraft(kept)
  }, [kept])
  return { draft, newest, write }
}

/** How it is saved: gives the revision that it is then. */
interface Saving<Value> {
  send: (value: Value, revision: number) => Promise<number>
  isPending: boolean
  isSuccess: boolean
  error: unknown
}

/**
 * A field that is saved as it is typed. What somebody else wrote meanwhile is shown beside one's own words, and neither is
 * lost: one says which of them is to stand.
 */
export function useSavedField<Value>(standing: Standing<Value>, save: Saving<Value>, keeping?: Keeping<Value>) {
  const { draft, newest, write } = useDraft(keeping)
  const [failed, setFailed] = useState<Draft<Value> | null>(null)
  const inFlight = useRef<Promise<boolean> | null>(null)
  const isSame = draft !== null && JSON.stringify(draft.value) === JSON.stringify(standing.value)
  const isOther = draft !== null && standing.revision > draft.from && !save.isPending && !isSame
  const waits = draft !== null && draft !== failed && !isOther && !save.isPending
  const sent = async (of: Draft<Value>) => {
    try {
      const from = await save.send(of.value, of.from)
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
  // Its answer was lost, or it was sent from here before: it is there.
  const isThere = isSame && standing.revision > draft.from && !save.isPending
  const latest = useLatest({ isOther, send, write })
  /** All that is written, in its turn; false where it was not saved, or somebody has to say first which words stand. */
  const saveAll = async (): Promise<boolean> => {
    await inFlight.current
    if (newest.current === null) return true
    if (latest.current.isOther) return false
    return (await latest.current.send(newest.current)) && saveAll()
  }
  useEffect(() => {
    if (isThere && inFlight.current === null) latest.current.write((now) => (now === draft ? null : now))
  }, [draft, isThere, latest])
  useEffect(() => {
    if (!waits || isThere || draft === null) return
    const timer = setTimeout(() => void latest.current.send(draft), restMs)
    return () => clearTimeout(timer)
  }, [draft, waits, isThere, latest])
  const isOffline = useIsOffline()
  useEffect(() => {
    // What could not go without a line goes now.
    if (!isOffline) setFailed(null)
  }, [isOffline])
  const isKept = keeping !== undefined
  useUnsaved({ isUnsaved: () => newest.current !== null, isKept, save: saveAll })
  return {
    value: draft === null ? standing.value : draft.value,
    change: (value: Value) => write((now) => ({ value, from: now?.from ?? standing.revision })),
    /** Somebody else wrote here since one began: what stands is `standing`. */
    isOther,
    keepMine: () => write((now) => now && { ...now, from: standing.revision }),
    takeTheirs: () => write(() => null),
    isSaving: draft !== null && !isOther && draft !== failed,
    isSaved: draft === null && save.isSuccess,
    /** What is not saved outlasts the screen. */
    isKept,
    error: draft !== null && draft === failed && !isOther ? save.error : null,
    again: () => setFailed(null),
  }
}
