import { crcOf } from '#collab/relay/crc.ts'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { type Folded, foldHere } from '#collab/relay/folding.ts'
import { type MadeVisible, makeVisible } from '#collab/relay/make-visible.ts'
import type { LetOut } from '#collab/relay/let-out.ts'
import type { Aside, EndedBranch, LoadedDocument, LogRow, PendingRow, RelayPorts } from '#collab/relay/ports.ts'
import { Beside } from './beside.ts'
import type { Owner, Trace, VirtualClock } from './clock.ts'
import type { Dice } from './dice.ts'
import { fingerprint, isDeleted, type Range } from './reading.ts'
import { isWhole, newIn } from './rows.ts'

/** How badly the disk behaves: a part of all appends, loads and snapshots each. */
export interface DiskWeather {
  latencyMs: number
  fails: number
  losesAnswer: number
  /** Says that it failed and commits afterwards. */
  commitsLate: number
  /** Commits, and answers after many seconds. */
  hangs: number
  loadFails: number
  loadIsSlow: number
  snapshotFails: number
}

export const calmDisk: DiskWeather = {
  latencyMs: 4,
  fails: 0,
  losesAnswer: 0,
  commitsLate: 0,
  hangs: 0,
  loadFails: 0,
  loadIsSlow: 0,
  snapshotFails: 0,
}

type Snapshot = Parameters<RelayPorts['saveSnapshot']>[0]

interface StoredDocument {
  rows: LogRow[]
  snapshot: Snapshot | null
  contributors: Map<number, string>
  /** The fold of the rows, kept up to date: deleted text stays. */
  ydoc: Y.Doc
  /** Rows whose bytes came from elsewhere than the relay, or long after the relay was told that they failed. */
  strangeRows: number
  isGone: boolean
  /** Giving back failed, and a relay that cannot look what became of it begins anew. */
  mayBeginAnew: boolean
  /** Every delete of the rows, as client/clock. */
  said: Set<string>
  beside: Beside
}

/** What hears of each commit. */
export interface DatabaseWatcher {
  /** Into the page: by its author's own hand, or let out with what waited. */
  wrote(row: LogRow, isLetOut: boolean): void
  /** Beside it. */
  waits(documentId: string, userId: string, bytes: Uint8Array): void
  letOut(userId: string, bytes: Uint8Array): void
}

const nothingBeside: Aside = { rows: [], released: [] }

/** The store as the relay's ports see it: transactions, each at one moment, with a way to it and an answer from it. */
export class Database {
  readonly documents = new Map<string, StoredDocument>()
  weather: DiskWeather = calmDisk
  commits = 0
  readonly #clock: VirtualClock
  readonly #dice: Dice
  readonly #trace: Trace
  readonly #violate: (rule: string, what: string) => void
  watcher: DatabaseWatcher | null = null
  /** Equal logs need not make equal documents. */
  mayDiffer = () => false

  constructor(
    surroundings: { clock: VirtualClock; dice: Dice; trace: Trace },
    violate: (rule: string, what: string) => void,
  ) {
    this.#clock = surroundings.clock
    this.#dice = surroundings.dice
    this.#trace = surroundings.trace
    this.#violate = violate
  }

  /** A page with three paragraphs, written by nobody. */
  create(documentId: string): void {
    const page = {
      ydoc: new Y.Doc({ gc: false, guid: '' }),
      contributors: new Map<number, string>(),
      said: new Set<string>(),
    }
    const beside = new Beside(page, this.#violate)
    const stored: StoredDocument = {
      ...page,
      rows: [],
      snapshot: null,
      strangeRows: 0,
      isGone: false,
      mayBeginAnew: false,
      beside,
    }
    this.documents.set(documentId, stored)
    const seed = new Y.Doc({ guid: '' })
    seed.clientID = this.#dice.clientId()
    seed.transact(() => {
      for (let count = 0; count < 3; count++) {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText()])
        seed.getXmlFragment('content').push([paragraph])
      }
    })
    this.#commit([this.rowOf(documentId, null, Y.encodeStateAsUpdate(seed), [seed.clientID])])
  }

  get(documentId: string): StoredDocument {
    const stored = this.documents.get(documentId)
    if (stored === undefined) throw new Error('no such document')
    return stored
  }

  rowOf(documentId: string, authorId: string | null, bytes: Uint8Array, newClientIds: number[]): LogRow {
    const sequence = this.get(documentId).rows.length + 1
    return { documentId, sequence, authorId, at: new Date(0), bytes, crc: crcOf(bytes, sequence), newClientIds }
  }

  /** Another process writes into the log. */
  writeBeside(documentId: string, authorId: string, bytes: Uint8Array, client: number): void {
    this.#trace.note(`another writer appends ${bytes.length} bytes`)
    this.get(documentId).strangeRows++
    this.#commit([this.rowOf(documentId, authorId, bytes, [client])])
  }

  has(documentId: string, { client, clock, length }: Range): boolean {
    return Y.getState(this.get(documentId).ydoc.store, client) >= clock + length
  }

  hasDeleted(documentId: string, range: Range): boolean {
    return this.has(documentId, range) && isDeleted(this.get(documentId).ydoc, range)
  }

  ports(life: Owner): Pick<RelayPorts, 'load' | 'append' | 'saveSnapshot' | 'rewrite'> {
    return {
      load: (documentId) => this.#load(documentId, life),
      append: (rows, aside = nothingBeside) => this.#append(rows, aside, life),
      saveSnapshot: (snapshot) => this.#saveSnapshot(snapshot, life),
      // Nobody hides anything in this world.
      rewrite: () => Promise.reject(new Error('nothing is hidden here')),
    }
  }

  /** Runs `work` after the way to the store, and gives its result after the way back. A dead asker hears nothing. */
  #ask<T>(life: Owner, answerMs: number, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const isSentAnyway = this.#dice.chance(0.5)
      this.#clock.after(this.#wayMs(), () => {
        // A statement on its way outlives its sender, or not.
        if (life.isDead && !isSentAnyway) return
        try {
          const result = work()
          this.#clock.after(answerMs, () => resolve(result), life)
        } catch (error) {
          this.#clock.after(answerMs, () => reject(error instanceof Error ? error : new Error('failed')), life)
        }
      })
    })
  }

  /** A thread beside the relay's: late, and sometimes it dies. */
  fold(updates: readonly Uint8Array[], life: Owner): Promise<Folded> {
    return this.#inThread(() => foldHere(updates), life)
  }

  visible(updates: readonly Uint8Array[], life: Owner): Promise<MadeVisible> {
    // What goes to a thread and back is a copy.
    return this.#inThread(() => structuredClone(makeVisible(updates)), life)
  }

  letOut(work: () => LetOut, life: Owner): Promise<LetOut> {
    return this.#inThread(() => structuredClone(work()), life)
  }

  /** A teacher gives back what waits of somebody: one transaction. */
  endBranch(documentId: string, userId: string, ended: EndedBranch, life: Owner): Promise<void> {
    const { fails, losesAnswer } = this.weather
    const at = this.#dice.next()
    const fate = at < fails ? 'fails' : at < fails + losesAnswer ? 'losesAnswer' : 'commits'
    return this.#ask(life, this.#wayMs(), () => {
      this.#trace.note(`giving back ${documentId.slice(0, 4)} of ${userId} ${fate}`)
      const stored = this.get(documentId)
      stored.mayBeginAnew ||= fate !== 'commits'
      if (fate === 'fails') throw new Error('disk full')
      if (stored.isGone) throw new Error('no such document')
      if (life.isDead) stored.strangeRows++
      stored.beside.end(userId, ended)
      if (fate === 'losesAnswer') throw new Error('answer lost')
    })
  }

  #inThread<T>(work: () => T, life: Owner): Promise<T> {
    const fails = this.#dice.chance(this.weather.snapshotFails / 4)
    return new Promise((resolve, reject) => {
      const answer = () => (fails ? reject(new Error('the thread died')) : resolve(work()))
      this.#clock.after(this.#dice.chance(0.1) ? this.#dice.between(20, 800) : this.#dice.between(0, 5), answer, life)
    })
  }

  #wayMs(): number {
    return this.weather.latencyMs * this.#dice.between(0.2, 2)
  }

  #load(documentId: string, life: Owner): Promise<LoadedDocument | null> {
    const isSlow = this.#dice.chance(this.weather.loadIsSlow)
    const fails = this.#dice.chance(this.weather.loadFails)
    return this.#ask(life, isSlow ? this.#dice.between(500, 8_000) : this.#wayMs(), () => {
      this.#trace.note(`load ${documentId.slice(0, 4)}${fails ? ' fails' : ''}`)
      if (fails) throw new Error('load failed')
      const stored = this.documents.get(documentId)
      if (stored === undefined || stored.isGone) return null
      const { rows, snapshot, contributors, beside } = stored
      const { schemaVersion, check, letOut } = documentKinds.page
      return {
        ...{ branches: beside.list(), closedIds: [...beside.closedIds] },
        ...{ epoch: 1, schemaVersion, check, letOut, snapshot: snapshot?.bytes ?? null },
        sequence: rows.length,
        updates: rows.filter((row) => row.sequence > (snapshot?.sequence ?? 0)).map((row) => row.bytes),
        contributors: new Map(contributors),
      }
    })
  }

  #append(rows: LogRow[], aside: Aside, life: Owner): Promise<void> {
    this.#checkRequest(rows)
    const { fails, losesAnswer, commitsLate, hangs } = this.weather
    const at = this.#dice.next()
    const fate =
      at < fails
        ? 'fails'
        : at < fails + losesAnswer
          ? 'losesAnswer'
          : at < fails + losesAnswer + commitsLate
            ? 'commitsLate'
            : at < fails + losesAnswer + commitsLate + hangs
              ? 'hangs'
              : 'commits'
    const answerMs = fate === 'hangs' ? this.#dice.between(500, 15_000) : this.#wayMs()
    return this.#ask(life, answerMs, () => {
      this.#trace.note(`append ${fate}: ${namesOf(rows, aside)}`)
      if (fate === 'fails') throw new Error('disk full')
      if (fate === 'commitsLate') {
        this.#clock.after(this.#dice.between(1, 600), () => this.#commitLate(rows, aside))
        throw new Error('connection lost')
      }
      // The next process may have read the log before this.
      if (life.isDead) for (const { documentId } of [...rows, ...aside.rows]) this.get(documentId).strangeRows++
      this.#commit(rows, aside)
      if (fate === 'losesAnswer') throw new Error('answer lost')
    })
  }

  #commitLate(rows: LogRow[], aside: Aside): void {
    try {
      for (const { documentId } of [...rows, ...aside.rows]) this.get(documentId).strangeRows++
      this.#commit(rows, aside)
      this.#trace.note('the append that failed is committed after all')
    } catch {
      this.#trace.note('the append that failed finds its place taken')
    }
  }

  #saveSnapshot(snapshot: Snapshot, life: Owner): Promise<void> {
    const at = this.#dice.next()
    return this.#ask(life, this.#wayMs(), () => {
      this.#trace.note(`snapshot ${snapshot.documentId.slice(0, 4)}/${snapshot.sequence}`)
      if (at < this.weather.snapshotFails / 2) throw new Error('no room for a snapshot')
      const stored = this.get(snapshot.documentId)
      this.#checkSnapshot(snapshot, stored)
      if (snapshot.sequence > (stored.snapshot?.sequence ?? 0)) stored.snapshot = snapshot
      if (at < this.weather.snapshotFails) throw new Error('answer lost')
    })
  }

  /** Rows of one document in one append follow each other, and their sums are right (SPEC 36). */
  #checkRequest(rows: LogRow[]): void {
    const next = new Map<string, number>()
    for (const { documentId, sequence, bytes, crc } of rows) {
      const expected = next.get(documentId)
      if (expected !== undefined && expected !== sequence) this.#violate('log', `row ${sequence} after ${expected - 1}`)
      next.set(documentId, sequence + 1)
      if (crcOf(bytes, sequence) !== crc) this.#violate('log', `sum of row ${sequence} is wrong`)
    }
  }

  /** All or nothing. Throws as the real store does. */
  #commit(rows: LogRow[], aside = nothingBeside): void {
    const lengths = new Map<string, number>()
    for (const { documentId, sequence, authorId, bytes, newClientIds } of rows) {
      const stored = this.documents.get(documentId)
      if (stored === undefined || stored.isGone) throw new Error('no such document')
      const length = lengths.get(documentId) ?? stored.rows.length
      if (sequence !== length + 1) {
        // A try whose answer was lost may be made again as it was, and by nobody as anything else.
        const there = stored.rows[sequence - 1]
        const isAgain = there !== undefined && Buffer.compare(there.bytes, bytes) === 0
        if (stored.strangeRows === 0 && !isAgain) this.#violate('log', `row ${sequence} where ${length + 1} is next`)
        throw new Error('sequence is taken')
      }
      lengths.set(documentId, sequence)
      for (const client of newClientIds)
        if ((stored.contributors.get(client) ?? authorId ?? '') !== (authorId ?? ''))
          throw new Error('client id belongs to somebody else')
    }
    for (const { documentId } of [...aside.rows, ...aside.released]) {
      const isHere = (one: { documentId: string }) => one.documentId === documentId
      const { beside } = this.get(documentId)
      beside.check({ rows: aside.rows.filter(isHere), released: aside.released.filter(isHere) })
    }
    this.commits++
    const isLetOut = new Set(aside.released.map(({ documentId }) => documentId))
    for (const row of rows) this.#take(row, isLetOut.has(row.documentId))
    for (const row of aside.rows) this.#takeBeside(row)
    for (const release of aside.released)
      for (const bytes of this.get(release.documentId).beside.release(release))
        this.watcher?.letOut(release.userId, bytes)
    for (const documentId of lengths.keys()) this.#checkWhole(documentId)
  }

  #take(row: LogRow, isLetOut: boolean): void {
    const stored = this.get(row.documentId)
    for (const client of row.newClientIds) stored.contributors.set(client, row.authorId ?? '')
    stored.rows.push(row)
    this.#checkRow(row, stored, isLetOut)
    Y.applyUpdate(stored.ydoc, row.bytes)
    stored.beside.follow(row.bytes)
    this.watcher?.wrote(row, isLetOut)
  }

  #takeBeside(row: PendingRow): void {
    const { beside, contributors } = this.get(row.documentId)
    for (const client of row.newClientIds) contributors.set(client, row.userId)
    beside.take(row)
    this.watcher?.waits(row.documentId, row.userId, row.bytes)
  }

  /** What is in a row is new, follows on what is there, and belongs to the row's author (SPEC 16, 17; I5). */
  #checkRow(row: LogRow, { ydoc, contributors, said, beside }: StoredDocument, isLetOut: boolean): void {
    const name = `row ${row.sequence} by ${row.authorId}`
    const { structs, deletes } = newIn(row.bytes, ydoc, [said])
    for (const { client, clock, next } of structs) {
      if (clock !== next) this.#violate('log', `${name} writes ${client}/${clock} where ${next} is next`)
      const owner = contributors.get(client)
      if (owner !== (row.authorId ?? '')) this.#violate('I5', `${name} writes under ${client} of ${owner}`)
      if (beside.closedIds.has(client)) this.#violate('given back', `${name} writes under ${client}, which is closed`)
    }
    for (const at of deletes) said.add(at)
    // What is let out may have been done by somebody else meanwhile.
    if (structs.length === 0 && deletes.length === 0 && !isLetOut) this.#violate('log', `${name} brings nothing`)
  }

  #checkWhole(documentId: string): void {
    if (!isWhole(this.get(documentId).ydoc)) this.#violate('I4', 'something is pending in the log')
  }

  /** A snapshot is the fold of the rows up to its sequence, with all that was deleted (SPEC 45). */
  #checkSnapshot({ sequence, bytes, crc }: Snapshot, { rows }: StoredDocument): void {
    if (sequence > rows.length) return this.#violate('snapshot', `of row ${sequence}, which is not committed`)
    if (crcOf(bytes, sequence) !== crc) this.#violate('snapshot', 'its sum is wrong')
    const fold = new Y.Doc({ gc: false, guid: '' })
    for (const row of rows.slice(0, sequence)) Y.applyUpdate(fold, row.bytes)
    const snapshot = new Y.Doc({ gc: false, guid: '' })
    Y.applyUpdate(snapshot, bytes)
    if (fingerprint(fold) !== fingerprint(snapshot) && !this.mayDiffer())
      this.#violate('snapshot', `of row ${sequence} is not the fold`)
  }
}

const namesOf = (rows: readonly LogRow[], { rows: beside, released }: Aside): string =>
  [
    ...rows.map((row) => `${row.documentId.slice(0, 4)}/${row.sequence} by ${row.authorId}`),
    ...beside.map((row) => `beside ${row.documentId.slice(0, 4)}/${row.sequence} by ${row.userId}`),
    ...released.map(({ userId, upTo }) => `lets out ${userId} up to ${upTo}`),
  ].join(', ')
