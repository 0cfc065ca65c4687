import { useEffect, useState } from 'react'
import type { WritingRule } from '#client/data/writing-rules.ts'

/** Whole seconds until a rule ends, by how long the server said that it still lasts: the clock of a device may be a day off. */
export function useSecondsLeft({ id, setAt, leftMs }: Pick<WritingRule, 'id' | 'setAt' | 'leftMs'>): number {
  const [end, setEnd] = useState(() => performance.now() + (leftMs ?? 0))
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    setEnd(performance.now() + (leftMs ?? 0))
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [id, setAt, leftMs])
  return Math.max(0, Math.ceil((end - now) / 1_000))
}
