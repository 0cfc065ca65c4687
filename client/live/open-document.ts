import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Connection } from './connection.ts'
import { createDrafts, type Draft } from './drafts.ts'
import { type Keeping, type Kept, type Outbox, type OutboxOwner, openOutbox } from './outbox.ts'
import type { LiveSnapshot, RefusedReason } from './status.ts'
import { wordsOf } from '#collab/documents/words-of.ts'
import type { Heard } from './wire.ts'

export interface DocumentSnapshot extends LiveSnapshot {
  ydoc: Y.Doc
  awareness: Awareness
  /** False while the page is had afresh: what is on the screen is still the one that diverged. */
  isCurrent: boolean
  /** The document has reached its size, and is only read here. */
  isFull: boolean
  drafts: readonly Draft[]
  /** Whether drafts outlast this window. */
  isKept: boolean
  /** What drafts, and words that are not sent, outlast. */
  keeping: Keeping
  /** How often something without words, such as a mark, was not taken. */
  losses: number
  /** How often a teacher decided about what waited, and it left this page. */
  returns: number
}

const isOnItsWay = ({ kind }: LiveSnapshot['saved']) => kind === 'saved' || kind === 'sending'

/** True where nothing has happened but that words are sent, or saved. */
function isAsCalm(one: DocumentSnapshot, other: DocumentSnapshot): boolean {
  const { saved, ...rest } = one
  const isSaved = saved === other.saved || (isOnItsWay(saved) && isOnItsWay(other.saved))
  const others: Record<string, unknown> = { ...other }
  return isSaved && Object.entries(rest).every(([key, value]) => value === others[key])
}

/** A page that is refused again and again is not asked for without end. */
const freshStarts = { most: 3, withinMs: 60_000 }
const farewellMs = 1_000

/**
 * A document for one person: a connection, and the next one where the server refuses what was written. Then the ydoc is
 * dropped and had afresh from the server, and the words that were in it alone become a draft.
 */
export class OpenDocument {
  readonly #documentId: string
  readonly #schemaVersion: number
  readonly #userId: string
  readonly #outbox: Promise<Outbox>
  readonly #drafts: ReturnType<typeof createDrafts>
  readonly #listeners = new Set<() => void>()
  readonly #ears = new Set<(heard: Heard) => void>()
  /** Refused words are out of the updates' way before the next connection takes those up. */
  #moved: Promise<unknown> = Promise.resolve()
  #starts: number[] = []
  #isFull = false
  #keeping: Keeping = 'memory'
  #losses = 0
  #returns = 0
  #connection: Connection
  /** Whose ydoc is on the screen. */
  #shown: Connection
  /** Diverged ones, until their editors are off the screen. */
  readonly #leaving = new Map<Connection, ReturnType<typeof setTimeout>>()
  /** Run with the fresh content: what it has already is no draft. */
  #settle: (() => void) | null = null
  #snapshot: DocumentSnapshot
  #calm: DocumentSnapshot

  constructor(documentId: string, schemaVersion: number, owner: OutboxOwner) {
    this.#documentId = documentId
    this.#schemaVersion = schemaVersion
    this.#userId = owner.id
    this.#outbox = openOutbox(owner)
    this.#drafts = createDrafts(documentId, this.#outbox, () => this.#publish())
    this.#connection = this.#begin()
    this.#shown = this.#connection
    this.#snapshot = this.#calm = this.#take()
    void this.#outbox.then(({ keeping }) => {
      this.#keeping = keeping
      this.#publish()
    })
  }

  getSnapshot = () => this.#snapshot

  /** The same until something changes beside that words are sent and saved, as with each key: for whole screens. */
  getCalmSnapshot = () => this.#calm

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Notices, and what others send that is not kept. */
  listen = (listener: (heard: Heard) => void) => {
    this.#ears.add(listener)
    return () => void this.#ears.delete(listener)
  }

  sendFleeting = (bytes: Uint8Array) => this.#connection.sendFleeting(bytes)

  unsentChanges = () => this.#connection.unsentChanges()

  reconnect = () => this.#connection.reconnect()

  /** A person asks for the page again after it was refused too often. */
  openAfresh = () => {
    this.#starts = []
    this.#isFull = false
    this.#startAgain()
    this.#publish()
  }

  removeDraft = (id: string) => void this.#drafts.remove(id)

  destroy() {
    this.#listeners.clear()
    for (const connection of this.#leaving.keys()) this.#bury(connection)
    this.#connection.destroy()
    if (this.#shown !== this.#connection) this.#shown.destroy()
  }

  #begin() {
    const opened = new Connection({
      room: this.#documentId,
      schemaVersion: this.#schemaVersion,
      userId: this.#userId,
      outbox: this.#moved.then(() => this.#outbox),
      isReading: this.#isFull,
      onStray: this.#takeStray,
    })
    opened.subscribe(() => this.#connection === opened && this.#look())
    opened.listen((heard) => this.#ears.forEach((listener) => listener(heard)))
    return opened
  }

  #look() {
    const { status, isSynced } = this.#connection.getSnapshot()
    if (isSynced && this.#shown !== this.#connection) this.#show()
    if (status.kind === 'refused') this.#takeBack(status.reason)
    this.#publish()
  }

  #show() {
    this.#settle?.()
    this.#settle = null
    const before = this.#shown
    this.#shown = this.#connection
    // Its editor is on the screen until React has drawn the next.
    this.#leaving.set(
      before,
      setTimeout(() => this.#bury(before), farewellMs),
    )
  }

  #bury(connection: Connection) {
    clearTimeout(this.#leaving.get(connection))
    this.#leaving.delete(connection)
    connection.destroy()
  }

  /** The words that only this ydoc has become a draft, and the document is had afresh. */
  #takeBack(reason: RefusedReason) {
    const { ydoc, epoch, takeUnsent } = this.#connection
    const { ids, updates, written } = takeUnsent()
    // What is stored is out of the outbox before the next connection looks there.
    this.#moved = written
    if (updates.length > 0) {
      const draft = { id: ids[0] ?? '', text: wordsOf(updates, ydoc), reason }
      if (draft.text === '') this.#losses += 1
      this.#moved = written.then(() => this.#drafts.keep(draft, ids.slice(1))).catch(() => {})
      this.#settle = () => {
        const fresh = this.#connection
        // The last words before a refusal may have been stored without our hearing of it.
        if (fresh.epoch !== epoch || draft.text === '') return
        const text = wordsOf(updates, ydoc, Y.decodeStateVector(Y.encodeStateVector(fresh.ydoc)))
        if (text !== draft.text) void this.#drafts.keep({ ...draft, text })
      }
    }
    if (reason === 'too_large') this.#isFull = true
    if (reason === 'returned') this.#returns += 1
    const now = Date.now()
    this.#starts = this.#starts.filter((at) => now - at < freshStarts.withinMs)
    if (this.#starts.length < freshStarts.most) this.#startAgain()
  }

  #startAgain() {
    this.#starts.push(Date.now())
    const before = this.#connection
    this.#connection = this.#begin()
    if (before !== this.#shown) before.destroy()
  }

  #takeStray = (kept: Kept[]) => {
    const [first, ...others] = kept
    if (first === undefined) return
    const text = wordsOf(
      kept.map((one) => one.update),
      null,
    )
    const isOfBranch = kept.some(({ branch }) => branch !== undefined)
    const draft = { id: first.id, text, reason: isOfBranch ? 'returned' : 'otherEpoch' } as const
    void this.#drafts
      .keep(
        draft,
        others.map((one) => one.id),
      )
      .catch(() => {})
  }

  #take(): DocumentSnapshot {
    const live = this.#connection.getSnapshot()
    const { ydoc, awareness, getSnapshot } = this.#shown
    const { isSynced, waits, waitingFrom } = getSnapshot()
    const isCurrent = this.#shown === this.#connection
    const isOnItsWay = !isCurrent && ['connecting', 'live', 'readOnly'].includes(live.status.kind)
    return {
      ...live,
      isSynced,
      waits,
      waitingFrom,
      ydoc,
      awareness,
      isCurrent,
      isFull: this.#isFull,
      // A moment later it may turn out that the server has the last of them.
      drafts: isOnItsWay ? this.#snapshot.drafts : this.#drafts.list(),
      isKept: this.#keeping === 'device',
      keeping: this.#keeping,
      losses: this.#losses,
      returns: this.#returns,
    }
  }

  #publish() {
    this.#snapshot = this.#take()
    if (!isAsCalm(this.#calm, this.#snapshot)) this.#calm = this.#snapshot
    this.#listeners.forEach((listener) => listener())
  }
}
