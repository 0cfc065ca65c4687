import { OpenDocument } from './open-document.ts'
import { type OutboxOwner, registerOpen } from './outbox.ts'

/**
 * The documents open in this tab. Leaving a page does not leave its words behind: a document with unsent changes
 * lives on until they are stored. A short grace also spares a second socket when React mounts twice.
 */

interface Held {
  document: OpenDocument
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
  one.document.destroy()
}

/** Closing the window now would lose words: they wait, and only memory holds them. */
function wouldLose({ document }: Held) {
  const { saved, drafts, isKept } = document.getSnapshot()
  const isWaiting = (saved.kind === 'deviceOnly' && !saved.isKept) || saved.kind === 'late'
  return isWaiting || (drafts.length > 0 && !isKept)
}

globalThis.addEventListener('beforeunload', (event) => {
  if ([...held.values()].some(wouldLose)) event.preventDefault()
})

const statusOf = ({ document }: Held) => document.getSnapshot().status.kind
/** Nothing that is still to be sent could be sent here any more. */
const isUseless = (one: Held) => ['refused', 'outdated'].includes(statusOf(one))

function open(key: string, userId: string, document: OpenDocument): Held {
  const destroy = () => drop(key, one)
  const unregister = registerOpen({
    userId,
    unsentChanges: document.unsentChanges,
    destroy,
    isShown: () => one.users > 0,
  })
  const one: Held = { document, users: 0, leaving: undefined, forget: undefined, unregister }
  held.set(key, one)
  return one
}

/** Opens a document, or takes up the one that is still there. Pair each call with `releaseDocument`. */
export function holdDocument(documentId: string, schemaVersion: number, owner: OutboxOwner): OpenDocument {
  const key = `${owner.id}/${documentId}`
  const before = held.get(key)
  if (before !== undefined && before.users === 0 && isUseless(before)) drop(key, before)
  const one = held.get(key) ?? open(key, owner.id, new OpenDocument(documentId, schemaVersion, owner))
  // A session that ended, or access that was lost, may have come back since.
  one.document.reconnect()
  clearTimeout(one.leaving)
  one.forget?.()
  one.forget = undefined
  one.users += 1
  return one.document
}

export function releaseDocument(document: OpenDocument) {
  for (const [key, one] of held) {
    if (one.document !== document) continue
    one.users -= 1
    if (one.users > 0) return
    one.leaving = setTimeout(() => {
      const leaveWhenStored = () => {
        if (document.unsentChanges() === 0 || isUseless(one)) drop(key, one)
      }
      one.forget = document.subscribe(leaveWhenStored)
      leaveWhenStored()
    }, graceMs)
  }
}
