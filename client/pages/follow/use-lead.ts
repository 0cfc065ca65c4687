import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { watchOthers } from '#client/live/presence.ts'
import { type Lead, leadNow } from './leads.ts'

/** Who leads here now, by id, and the number of this time; the same object for as long as it is so. */
export function useLead(awareness: Awareness, ownId: string): Pick<Lead, 'userId' | 'begun'> | null {
  const last = useRef<Pick<Lead, 'userId' | 'begun'> | null>(null)
  const subscribe = useCallback(
    (listener: () => void) =>
      watchOthers(awareness, () => {
        const now = leadNow(awareness, ownId, last.current)
        if (now?.begun === last.current?.begun) return
        last.current = now && { userId: now.userId, begun: now.begun }
        listener()
      }),
    [awareness, ownId],
  )
  return useSyncExternalStore(subscribe, () => last.current)
}
