import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { nowAndThen } from '#client/live/pacing.ts'
import { type Lead, leadNow } from './leads.ts'

/** Carets move with every key; who leads is looked at now and then. */
const lookEveryMs = 150

/** Who leads here now, by id, and the number of this time; the same object for as long as it is so. */
export function useLead(awareness: Awareness, ownId: string): Pick<Lead, 'userId' | 'begun'> | null {
  const last = useRef<Pick<Lead, 'userId' | 'begun'> | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      const later = nowAndThen(() => {
        const now = leadNow(awareness, ownId, last.current)
        if (now?.begun === last.current?.begun) return
        last.current = now && { userId: now.userId, begun: now.begun }
        listener()
      }, lookEveryMs)
      awareness.on('change', later.ask)
      later.ask()
      return () => {
        later.stop()
        awareness.off('change', later.ask)
      }
    },
    [awareness, ownId],
  )
  return useSyncExternalStore(subscribe, () => last.current)
}
