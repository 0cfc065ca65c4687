import * as Y from 'yjs'
import type { KeptUpdate, Outbox } from './outbox.ts'

/** What the person sees about their words: the truth about stored, not about sent. */
export type Saved =
  | { kind: 'saved' }
  | { kind: 'sending' }
  /** There is a connection, and still no word from the server's disk after three seconds. */
  | { kind: 'late'; changes: number }
  /** No connection: `isKept` tells whether closing the browser would lose them. */
  | { kind: 'deviceOnly'; changes: number; isKept: boolean }

interface Entry extends KeptUpdate {
  /** Number of the message that carried it on this connection; null while it has none. */
  sentAs: number | null
}

/** The ledger of changes the server has not acknowledged, in memory and in the outbox. */
export function createUnsent(documentId: string, outbox: () => Outbox | null) {
  let entries: Entry[] = []
  let gathered: Uint8Array[] = []

  const keep = (entry: Entry) => {
    void outbox()
      ?.put(documentId, entry)
      ?.catch(() => {})
  }

  return {
    /** A local update joins the batch that leaves next. */
    gather(update: Uint8Array) {
      gathered.push(update)
    },
    /** Closes the batch: one update for the wire, kept in the outbox until acknowledged; null when there is none. */
    takeBatch(): { update: Uint8Array; markSent: (count: number) => void } | null {
      if (gathered.length === 0) return null
      const entry: Entry = {
        id: crypto.randomUUID?.() ?? String(Math.random()),
        update: Y.mergeUpdates(gathered),
        changes: gathered.length,
        sentAs: null,
      }
      gathered = []
      entries.push(entry)
      keep(entry)
      return { update: entry.update, markSent: (count) => (entry.sentAs = count) }
    },
    /** Updates left by an earlier visit: already in the outbox, not yet on this connection. */
    adopt(kept: KeptUpdate[]) {
      const fresh = kept.filter((one) => !entries.some((entry) => entry.id === one.id))
      entries.push(...fresh.map((one) => ({ ...one, sentAs: null })))
    },
    /** A sync step 2 carries everything written so far. */
    markAllSent(count: number) {
      entries.forEach((entry) => (entry.sentAs ??= count))
    },
    /** The connection is gone, and its count with it. */
    forgetSent() {
      entries.forEach((entry) => (entry.sentAs = null))
    },
    /** The server's disk holds this connection's first `count` messages. */
    acknowledge(count: number) {
      const done = entries.filter((entry) => entry.sentAs !== null && entry.sentAs <= count)
      entries = entries.filter((entry) => !done.includes(entry))
      if (done.length > 0)
        void outbox()
          ?.remove(done.map((entry) => entry.id))
          ?.catch(() => {})
    },
    /** Puts what was written before the outbox was open into it. */
    keepAll() {
      entries.forEach(keep)
    },
    discard() {
      const ids = entries.map((entry) => entry.id)
      entries = []
      gathered = []
      void outbox()
        ?.remove(ids)
        ?.catch(() => {})
    },
    changes: () => entries.reduce((sum, entry) => sum + entry.changes, gathered.length),
  }
}

export type Unsent = ReturnType<typeof createUnsent>
