import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { FindLetOut } from '#collab/relay/let-out.ts'
import type {
  Aside,
  CreateReferee,
  EndedBranch,
  LoadedBranch,
  LoadedDocument,
  LogRow,
  UpdateCheck,
} from '#collab/relay/ports.ts'

interface StoredDocument {
  epoch: number
  schemaVersion: number
  check: UpdateCheck
  createReferee?: CreateReferee
  refereedFor?: string
  letOut?: FindLetOut
  rows: LogRow[]
  snapshot: { sequence: number; bytes: Uint8Array; isPresentOnly?: boolean } | null
  contributors: Map<number, string>
  closedIds: number[]
  branches: Map<string, LoadedBranch>
}

/** A store in memory with a disk that can break, be slow, or lose its answer. */
export class MemoryStore {
  readonly documents = new Map<string, StoredDocument>()
  readonly quiet: { documentId: string; sequence: number }[] = []
  appends = 0
  /** Rows of the last append, stored or not. */
  tried: readonly LogRow[] = []
  appendsUnderWay = 0
  appendsUnderWayMax = 0
  loads = 0
  snapshots = 0
  isBroken = false
  /** The next append stores its rows and then fails: the answer was lost. */
  losesAnswer = false
  brokenDocument: string | null = null
  beforeAppend: () => Promise<void> = () => Promise.resolve()
  beforeLoad: () => Promise<void> = () => Promise.resolve()
  beforeSnapshot: () => Promise<void> = () => Promise.resolve()
  /** Before a thread has looked through a document. */
  beforeVisible: () => Promise<void> = () => Promise.resolve()

  add(given: Partial<StoredDocument> = {}): string {
    const id = randomUUID()
    this.documents.set(id, {
      epoch: 1,
      schemaVersion: 1,
      check: () => {},
      rows: [],
      snapshot: null,
      contributors: new Map(),
      closedIds: [],
      branches: new Map(),
      ...given,
    })
    return id
  }

  get(documentId: string): StoredDocument {
    const document = this.documents.get(documentId)
    if (document === undefined) throw new Error('no such document in the store')
    return document
  }

  /** The document as somebody who comes after a crash finds it. */
  ydoc(documentId: string): Y.Doc {
    const ydoc = new Y.Doc({ gc: false })
    const { rows, snapshot } = this.get(documentId)
    if (snapshot !== null) Y.applyUpdate(ydoc, snapshot.bytes)
    for (const row of rows) Y.applyUpdate(ydoc, row.bytes)
    return ydoc
  }

  text(documentId: string): string {
    return this.ydoc(documentId).getText('t').toString()
  }

  async load(documentId: string): Promise<LoadedDocument | null> {
    this.loads++
    await this.beforeLoad()
    const document = this.documents.get(documentId)
    if (document === undefined) return null
    const {
      epoch,
      schemaVersion,
      check,
      createReferee,
      refereedFor,
      letOut,
      rows,
      snapshot,
      contributors,
      closedIds,
      branches,
    } = document
    const updates = rows.filter((row) => row.sequence > (snapshot?.sequence ?? 0)).map((row) => row.bytes)
    return {
      epoch,
      schemaVersion,
      check,
      ...(createReferee === undefined ? {} : { createReferee }),
      ...(refereedFor === undefined ? {} : { refereedFor }),
      ...(letOut === undefined ? {} : { letOut }),
      snapshot: snapshot?.bytes ?? null,
      isPresentOnly: snapshot?.isPresentOnly === true,
      spentToday: this.#spentBy(rows),
      sequence: rows.length,
      updates,
      contributors: new Map(contributors),
      closedIds: [...closedIds],
      branches: [...branches.values()],
    }
  }

  #spentBy(rows: readonly LogRow[]): Map<string, number> {
    const spent = new Map<string, number>()
    for (const { authorId, bytes } of rows)
      if (authorId !== null) spent.set(authorId, (spent.get(authorId) ?? 0) + bytes.length)
    return spent
  }

  async append(rows: LogRow[], aside: Aside = { rows: [], released: [] }): Promise<void> {
    this.appends++
    this.tried = rows
    this.appendsUnderWay++
    this.appendsUnderWayMax = Math.max(this.appendsUnderWayMax, this.appendsUnderWay)
    try {
      await this.beforeAppend()
      if (this.isBroken) throw new Error('disk full')
      for (const row of [...rows, ...aside.rows])
        if (row.documentId === this.brokenDocument || !this.documents.has(row.documentId))
          throw new Error('row refused')
      this.#store(rows)
      this.#storeAside(aside)
      if (this.losesAnswer) {
        this.losesAnswer = false
        throw new Error('connection lost')
      }
    } finally {
      this.appendsUnderWay--
    }
  }

  /** Gives back what waits of somebody, as a teacher does. */
  endBranch(documentId: string, userId: string): (ended: EndedBranch) => Promise<void> {
    return async ({ number, clientIds }) => {
      if (this.isBroken) throw new Error('disk full')
      const { branches, closedIds } = this.get(documentId)
      closedIds.push(...clientIds)
      const sequence = (branches.get(userId)?.sequence ?? 0) + 1
      branches.set(userId, { userId, number: number + 1, sequence, rows: [] })
    }
  }

  #storeAside({ rows, released }: Aside): void {
    for (const { documentId, userId, sequence, bytes, newClientIds } of rows) {
      const { branches, contributors } = this.get(documentId)
      const branch = branches.get(userId) ?? { userId, number: 1, sequence: 0, rows: [] }
      if (sequence !== branch.sequence + 1) throw new Error('duplicate sequence beside a document')
      branches.set(userId, { ...branch, sequence, rows: [...branch.rows, { sequence, bytes }] })
      for (const client of newClientIds) contributors.set(client, userId)
    }
    for (const { documentId, userId, upTo } of released) {
      const { branches } = this.get(documentId)
      const branch = branches.get(userId)
      if (branch !== undefined)
        branches.set(userId, { ...branch, rows: branch.rows.filter((row) => row.sequence > upTo) })
    }
  }

  #store(rows: LogRow[]): void {
    const lengths = new Map<string, number>()
    for (const row of rows) {
      const length = lengths.get(row.documentId) ?? this.get(row.documentId).rows.length
      if (row.sequence !== length + 1) throw new Error('duplicate sequence')
      lengths.set(row.documentId, length + 1)
    }
    for (const row of rows) {
      const { rows: log, contributors } = this.get(row.documentId)
      log.push(row)
      if (row.authorId !== null) for (const client of row.newClientIds) contributors.set(client, row.authorId)
    }
  }
}
