import { type Connection, createConnection } from './connection.ts'
import { keptElsewhere, openOutbox, type OutboxOwner, wipeOutbox } from './outbox.ts'

/**
 * The documents open in this tab. Leaving a page does not leave its words behind: a connection with unsent changes
 * lives on until they are stored. A short grace also spares a second socket when React mounts twice.
 */

interface Held {
  connection: Connection
  users: number
  leaving: ReturnType<typeof setTimeout> | undefined
  forget: (() => void) | undefined
}

const held = new Map<string, Held>()
const graceMs = 1_000

function drop(room: string, one: Held) {
  if (held.get(room) === one) held.delete(room)
  clearTimeout(one.leaving)
  one.forget?.()
  one.connection.destroy()
}

const isOver = ({ connection }: Held) =>
  ['refused', 'outdated', 'ended', 'gone'].includes(connection.getSnapshot().status.kind)

/** Opens a document's connection, or takes up the one that is still there. Pair each call with `releaseDocument`. */
export function holdDocument(documentId: string, schemaVersion: number, owner: OutboxOwner): Connection {
  const key = `${owner.id}/${documentId}`
  const before = held.get(key)
  if (before !== undefined && before.users === 0 && isOver(before)) drop(key, before)
  const one = held.get(key) ?? {
    connection: createConnection({ room: documentId, schemaVersion, outbox: openOutbox(owner) }),
    users: 0,
    leaving: undefined,
    forget: undefined,
  }
  clearTimeout(one.leaving)
  one.forget?.()
  one.forget = undefined
  one.users += 1
  held.set(key, one)
  return one.connection
}

export function releaseDocument(connection: Connection) {
  for (const [key, one] of held) {
    if (one.connection !== connection) continue
    one.users -= 1
    if (one.users > 0) return
    one.leaving = setTimeout(() => {
      const leaveWhenStored = () => {
        if (connection.unsentChanges() === 0 || isOver(one)) drop(key, one)
      }
      one.forget = connection.subscribe(leaveWhenStored)
      leaveWhenStored()
    }, graceMs)
  }
}

/** Changes written in this browser that no server has stored yet: those of this tab and those other tabs keep. */
export async function unsentChanges(): Promise<number> {
  const here = [...held.values()].reduce((sum, one) => sum + one.connection.unsentChanges(), 0)
  return here + (await keptElsewhere())
}

/** Sign-out: closes every document and erases what this browser kept. */
export async function wipeLocal() {
  for (const [key, one] of held) drop(key, one)
  await wipeOutbox()
}
