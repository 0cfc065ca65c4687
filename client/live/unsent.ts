import * as Y from 'yjs'
import type { Kept, Outbox } from './outbox.ts'

/** What the person sees about their words: the truth about stored, not about sent. */
export type Saved =
  | { kind: 'saved' }
  | { kind: 'sending' }
  /** There is a connection, and still no word from the server's disk after three seconds. */
  | { kind: 'late'; changes: number }
  /** No connection: `isKept` tells whether closing the browser would lose them. */
  | { kind: 'deviceOnly'; changes: number; isKept: boolean }

interface Entry extends Kept {
  /** Number of the message that carried it on this connection, and when; null while there is none. */
  sent: { as: number; at: number } | null
}

interface UnsentHost {
  documentId: string
  outbox: () => Outbox | null
  epoch: () => number | null
  branch: () => number | null
}

/** The ledger of changes the server has not acknowledged, in memory and in the outbox. */
export function createUnsent({ documentId, outbox, epoch, branch }: UnsentHost) {
  let entries: Entry[] = []
  let gathered: Uint8Array[] = []
  /** One after the other: what is let go of has been kept before. */
  let written: Promise<void> = Promise.resolve()

  const write = (work: (into: Outbox) => Promise<void>) => {
    const into = outbox()
    if (into !== null) written = written.then(() => work(into)).catch(() => {})
  }
  const keep = ({ sent: _, ...entry }: Entry) => write((into) => into.put(documentId, entry))
  const close = () => {
    if (gathered.length === 0) return null
    const [ofEpoch, ofBranch] = [epoch(), branch()]
    const entry: Entry = {
      // A key on this device, no UUID that the server takes: `newId` would be one more file of each page.
      // oxlint-disable-next-line no-restricted-properties -- where there is none, see beside it
      id: crypto.randomUUID?.() ?? String(Math.random()),
      update: Y.mergeUpdates(gathered),
      changes: gathered.length,
      ...(ofEpoch === null ? {} : { epoch: ofEpoch }),
      ...(ofBranch === null ? {} : { branch: ofBranch }),
      sent: null,
    }
    gathered = []
    entries.push(entry)
    keep(entry)
    return entry
  }

  return {
    /** A local update joins the batch that leaves next. */
    gather(update: Uint8Array) {
      gathered.push(update)
    },
    /** Closes the batch: one update for the wire, kept in the outbox until acknowledged; null when there is none. */
    takeBatch(): { update: Uint8Array; markSent: (count: number) => void } | null {
      const entry = close()
      if (entry === null) return null
      return { update: entry.update, markSent: (count) => (entry.sent = { as: count, at: Date.now() }) }
    },
    /** Updates left by an earlier visit: already in the outbox, not yet on this connection. */
    adopt(kept: Kept[]) {
      const fresh = kept.filter((one) => !entries.some((entry) => entry.id === one.id))
      entries.push(...fresh.map((one) => ({ ...one, sent: null })))
    },
    /** A sync step 2 carries everything written so far. */
    markAllSent(count: number) {
      entries.forEach((entry) => (entry.sent ??= { as: count, at: Date.now() }))
    },
    /** The connection is gone, and its count with it. */
    forgetSent() {
      entries.forEach((entry) => (entry.sent = null))
    },
    /** The server's disk holds this connection's first `count` messages. */
    acknowledge(count: number) {
      const done = entries.filter((entry) => entry.sent !== null && entry.sent.as <= count)
      entries = entries.filter((entry) => !done.includes(entry))
      if (done.length > 0) write((into) => into.remove(done.map((entry) => entry.id)))
    },
    /** What of it is in none of the first `count` messages of this connection. */
    updatesAfter: (count: number) =>
      entries.flatMap(({ sent, update }) => (sent !== null && sent.as <= count ? [] : [update])),
    /** Whether the first `count` messages of this connection carried all of it. */
    isCarriedBy: (count: number) =>
      gathered.length === 0 && entries.every(({ sent }) => sent !== null && sent.as <= count),
    /** Puts what was written before the outbox was open into it. */
    keepAll() {
      entries.forEach(keep)
    },
    /** Hands over all of it and forgets it here. The outbox holds it, once `written`, until it is told to let go. */
    take() {
      close()
      const taken = { ids: entries.map((entry) => entry.id), updates: entries.map((entry) => entry.update), written }
      entries = []
      return taken
    },
    /** For how long the oldest of those sent has been without an answer. */
    waitedMs: () => Date.now() - Math.min(...entries.map((entry) => entry.sent?.at ?? Infinity), Date.now()),
    changes: () => entries.reduce((sum, entry) => sum + entry.changes, gathered.length),
  }
}

export type Unsent = ReturnType<typeof createUnsent>
