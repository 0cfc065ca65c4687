import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Connection } from '#client/live/connection.ts'
import { readUser } from '#client/live/presence.ts'
import type { ProjectQuiet } from '#client/data/quiet.ts'
import type { Channel } from '../messages/queries.ts'

/** Whoever has touched no key for so long is not writing. */
const stillMs = 4_000

type Typing = Pick<Connection, 'awareness'> | null

const nobody: readonly string[] = []

/** Only among many, where one more who writes tells little; and never while people are to be left in peace. */
export function isTypingShown({ kind, isPaused }: Pick<Channel, 'kind' | 'isPaused'>, quiet: ProjectQuiet | null) {
  const isQuiet = quiet === null || quiet.schools.some((school) => school.isOwn && school.quiet !== null)
  return (kind === 'project' || kind === 'group') && !isPaused && !isQuiet
}

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

/** Says that one is writing here, until one rests, sends or leaves, or nobody is to be told any more. */
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
  useEffect(() => {
    if (!isShown) stop()
  }, [isShown, stop])
  useEffect(() => stop, [stop])
  return { onTyping, stop }
}
