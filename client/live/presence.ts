import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import * as z from '#collab/schema.ts'
import { palette } from '#collab/protocol.ts'
import { nowAndThen } from './pacing.ts'

/** Who somebody is, as the server wrote it into their awareness state: references and marks, no names. */
const userSchema = z.object({
  id: z.string(),
  role: z.string(),
  paletteIndex: z.int().check(z.gte(1), z.lte(palette.size)),
  shape: z.int().check(z.gte(0), z.lte(palette.shapes - 1)),
})

export type PresentUser = z.infer<typeof userSchema>

const teacherRoles: ReadonlySet<string> = new Set(['owner', 'teacher'])

/** By the server's word: what leads others is believed of teachers alone. */
export const isTeacher = ({ role }: PresentUser) => teacherRoles.has(role)

/** Read once: whoever moves sends a new one, and thirty are asked for with each caret. */
const read = new WeakMap<object, PresentUser | null>()

/** The server's word about a connection, or null where a state has none (yet). */
export function readUser(state: { [key: string]: unknown } | undefined): PresentUser | null {
  const user = state?.['user']
  if (!(user instanceof Object)) return null
  const before = read.get(user)
  if (before !== undefined) return before
  const parsed = userSchema.safeParse(user)
  const found = parsed.success ? parsed.data : null
  read.set(user, found)
  return found
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

const lookEveryMs = 200

/** Carets move with every key: who is here, and what they do beside writing, is looked at now and then. Gives what ends it. */
export function watchOthers(awareness: Awareness, look: () => void): () => void {
  const later = nowAndThen(look, lookEveryMs)
  awareness.on('change', later.ask)
  later.ask()
  return () => {
    later.stop()
    awareness.off('change', later.ask)
  }
}

/** Others in the room now. The list keeps its identity until somebody comes or goes; it is not read with each caret. */
export function usePresence(awareness: Awareness): PresentUser[] {
  const last = useRef<{ of: Awareness | null; key: string; users: PresentUser[] }>({ of: null, key: '', users: [] })
  const look = useCallback(() => {
    const users = presentUsers(awareness)
    const key = JSON.stringify(users)
    last.current = key === last.current.key ? { ...last.current, of: awareness } : { of: awareness, key, users }
  }, [awareness])
  const subscribe = useCallback(
    (listener: () => void) =>
      watchOthers(awareness, () => {
        look()
        listener()
      }),
    [awareness, look],
  )
  return useSyncExternalStore(subscribe, () => {
    if (last.current.of !== awareness) look()
    return last.current.users
  })
}
