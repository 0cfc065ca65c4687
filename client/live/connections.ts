import { Connection } from './connection.ts'
import { openOutbox, type OutboxOwner, registerOpen } from './outbox.ts'

/**
 * The documents open in this tab. Leaving a page does not leave its words behind: a connection with unsent changes
 * lives on until they are stored. A short grace also spares a second socket when React mounts twice.
 */

interface Held {
  connection: Connection
  users: number
  leaving: ReturnType<typeof setTimeout> | undefined
  forget: (() => void) | undefined
  unregister: () => void
}

const held = new Map<string, Held>()
const graceMs = 1_000

function drop(room: string, one: Held) {
  if (held.get(room) === one) held.delete(room)
  clearTimeout(one.leaving)
  one.forget?.()
  one.unregister()
  one.connection.destroy()
}

/** Closing the window now would lose words: they wait, and only memory holds them. */
function wouldLose({ connection }: Held) {
  const { saved } = connection.getSnapshot()
  return (saved.kind === 'deviceOnly' && !saved.isKept) || saved.kind === 'late'
}

globalThis.addEventListener('beforeunload', (event) => {
  if ([...held.values()].some(wouldLose)) event.preventDefault()
})

const statusOf = ({ connection }: Held) => connection.getSnapshot().status.kind
/** Nothing that is still to be sent could be sent here any more. */
const isUseless = (one: Held) => ['refused', 'outdated'].includes(statusOf(one))

function open(key: string, userId: string, connection: Connection): Held {
  const destroy = () => drop(key, one)
  const unregister = registerOpen({ userId, unsentChanges: connection.unsentChanges, destroy })
  const one: Held = { connection, users: 0, leaving: undefined, forget: undefined, unregister }
  held.set(key, one)
  return one
}

/** Opens a document's connection, or takes up the one that is still there. Pair each call with `releaseDocument`. */
export function holdDocument(documentId: string, schemaVersion: number, owner: OutboxOwner): Connection {
  const key = `${owner.id}/${documentId}`
  const before = held.get(key)
  if (before !== undefined && before.users === 0 && isUseless(before)) drop(key, before)
  const start = () => new Connection({ room: documentId, schemaVersion, userId: owner.id, outbox: openOutbox(owner) })
  const one = held.get(key) ?? open(key, owner.id, start())
  // A session that ended, or access that was lost, may have come back since.
  one.connection.reconnect()
  clearTimeout(one.leaving)
  one.forget?.()
  one.forget = undefined
  one.users += 1
  return one.connection
}

export function releaseDocument(connection: Connection) {
  for (const [key, one] of held) {
    if (one.connection !== connection) continue
    one.users -= 1
    if (one.users > 0) return
    one.leaving = setTimeout(() => {
      const leaveWhenStored = () => {
        if (connection.unsentChanges() === 0 || isUseless(one)) drop(key, one)
      }
      one.forget = connection.subscribe(leaveWhenStored)
      leaveWhenStored()
    }, graceMs)
  }
}
