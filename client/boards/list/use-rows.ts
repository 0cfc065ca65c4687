import { useEffect, useMemo, useState } from 'react'
import { useBoardSession, useMeta } from '../board-session.ts'
import { type ListFilters, type RowFacts, rowsOf } from './outline.ts'

/** A list that is made anew with each letter of a class is not read. */
const renewedMs = 250

/** The rows, made anew soon after something changes; those that say the same keep their identity. */
export function useRows(filters: ListFilters): readonly RowFacts[] {
  const { store } = useBoardSession()
  const { layout } = useMeta()
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const renew = () => {
      timer = undefined
      setRevision((before) => before + 1)
    }
    const later = () => void (timer ??= setTimeout(renew, renewedMs))
    // What comes and goes shows at once; what moves about, when it has moved.
    const stop = store.subscribe(renew)
    store.ydoc.on('afterTransaction', later)
    return () => {
      stop()
      store.ydoc.off('afterTransaction', later)
      clearTimeout(timer)
    }
  }, [store])
  const [known] = useState(() => new Map<string, { json: string; facts: RowFacts }>())
  return useMemo(() => {
    const keep = (facts: RowFacts): RowFacts => {
      const fresh = { ...facts, children: facts.children.map(keep) }
      const json = JSON.stringify(fresh)
      const before = known.get(facts.id)
      if (before?.json === json) return before.facts
      known.set(facts.id, { json, facts: fresh })
      return fresh
    }
    return rowsOf(store.getObjects(), filters, layout === 'canvas').map(keep)
    // oxlint-disable-next-line react/exhaustive-deps -- what the store holds changes with its revision
  }, [store, filters, layout, known, revision])
}
