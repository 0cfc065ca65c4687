import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { z } from '#collab/schema.ts'
import { palette } from '#collab/protocol.ts'

/** Who somebody is, as the server wrote it into their awareness state: references and marks, no names. */
const userSchema = z.object({
  id: z.string(),
  role: z.string(),
  paletteIndex: z.number().int().min(1).max(palette.size),
  shape: z
    .number()
    .int()
    .min(0)
    .max(palette.shapes - 1),
})

export type PresentUser = z.infer<typeof userSchema>

/** The server's word about a connection, or null where a state has none (yet). */
export function readUser(state: { [key: string]: unknown } | undefined): PresentUser | null {
  const parsed = userSchema.safeParse(state?.['user'])
  return parsed.success ? parsed.data : null
}

/** People in a room, each once however many tabs they have open. */
function presentUsers(awareness: Awareness): PresentUser[] {
  const users = new Map<string, PresentUser>()
  for (const [clientId, state] of awareness.getStates()) {
    const user = clientId === awareness.clientID ? null : readUser(state)
    if (user !== null) users.set(user.id, user)
  }
  return [...users.values()].toSorted((one, other) => one.id.localeCompare(other.id))
}

/** Others in the room now. The list keeps its identity until somebody comes or goes. */
export function usePresence(awareness: Awareness): PresentUser[] {
  const last = useRef<{ key: string; users: PresentUser[] }>({ key: '', users: [] })
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener)
      return () => awareness.off('change', listener)
    },
    [awareness],
  )
  return useSyncExternalStore(subscribe, () => {
    const users = presentUsers(awareness)
    const key = JSON.stringify(users)
    if (key !== last.current.key) last.current = { key, users }
    return last.current.users
  })
}
