import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Connection } from '#client/live/connection.ts'
import { readUser } from '#client/live/presence.ts'

/** Whoever has touched no key for so long is not writing. */
const stillMs = 4_000

type Typing = Pick<Connection, 'awareness'> | null

const nobody: readonly string[] = []

/** Who else writes in this channel now, by user id. */
export function useTypists(connection: Typing, channelId: string, selfId: string): readonly string[] {
  const last = useRef<readonly string[]>(nobody)
  const subscribe = useCallback(
    (listener: () => void) => {
      connection?.awareness.on('change', listener)
      return () => connection?.awareness.off('change', listener)
    },
    [connection],
  )
  return useSyncExternalStore(subscribe, () => {
    const states = [...(connection?.awareness.getStates().values() ?? [])]
    const ids = states.flatMap((state) => {
      const user = state['typing'] === channelId ? readUser(state) : null
      return user === null || user.id === selfId ? [] : [user.id]
    })
    const next = [...new Set(ids)].toSorted()
    if (next.join() !== last.current.join()) last.current = next
    return last.current
  })
}

/** Says that one is writing here, until one rests, sends or leaves. `isShown` is false where others would learn too much. */
export function useTyping(connection: Typing, channelId: string, isShown: boolean) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const { awareness } = connection ?? {}
    if (awareness?.getLocalState()?.['typing']) awareness.setLocalStateField('typing', null)
  }, [connection])
  const onTyping = useCallback(() => {
    if (!isShown) return
    if (timer.current === undefined) connection?.awareness.setLocalStateField('typing', channelId)
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, stillMs)
  }, [connection, channelId, isShown, stop])
  useEffect(() => stop, [stop])
  return { onTyping, stop }
}
