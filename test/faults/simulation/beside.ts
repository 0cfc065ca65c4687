import * as Y from 'yjs'
import type { EndedBranch, LoadedBranch, PendingRow } from '#collab/relay/ports.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { isDeleted, type Range } from './reading.ts'
import { deletesIn, hasRange, isWhole, newIn, reachOf } from './rows.ts'

interface StoredBranch {
  number: number
  sequence: number
  rows: { sequence: number; bytes: Uint8Array }[]
  /** The page with what waits now. */
  now: Y.Doc
  /** With all that was ever stored there, also what was given back. */
  ever: Y.Doc
  /** Deletes of what waits, as client/clock. */
  said: Set<string>
}

/** What the page itself holds, as far as what lies beside it asks. */
interface Page {
  readonly ydoc: Y.Doc
  readonly contributors: ReadonlyMap<number, string>
}

interface Released {
  userId: string
  upTo: number
}

interface Given {
  userId: string
  updates: readonly Uint8Array[]
}

type Violate = (rule: string, what: string) => void

const firstNumber = 1

/** What waits beside one page, as the store holds it (SPEC 86-89), and what was given back. */
export class Beside {
  readonly closedIds = new Set<number>()
  readonly returned: Given[] = []
  readonly #branches = new Map<string, StoredBranch>()
  readonly #page: Page
  readonly #violate: Violate

  constructor(page: Page, violate: Violate) {
    this.#page = page
    this.#violate = violate
  }

  /** As a relay loads them. */
  list(): LoadedBranch[] {
    return [...this.#branches].map(([userId, { number, sequence, rows }]) => ({
      ...{ userId, number, sequence },
      rows: [...rows],
    }))
  }

  numberOf(userId: string): number {
    return this.#branches.get(userId)?.number ?? firstNumber
  }

  rowsOf(userId: string): StoredBranch['rows'] {
    return this.#branches.get(userId)?.rows ?? []
  }

  /** The page as its author sees it; null where nothing of theirs waits. */
  seenBy(userId: string): Y.Doc | null {
    const branch = this.#branches.get(userId)
    return branch === undefined || branch.rows.length === 0 ? null : branch.now
  }

  /** Whether that was ever stored beside the page. */
  had(userId: string, { client, clock, length }: Range): boolean {
    const ever = this.#branches.get(userId)?.ever
    return ever !== undefined && Y.getState(ever.store, client) >= clock + length
  }

  hadDeleted(userId: string, range: Range): boolean {
    const ever = this.#branches.get(userId)?.ever
    return this.had(userId, range) && ever !== undefined && isDeleted(ever, range)
  }

  /** In how many places it lies: among what waits, and what was given back. */
  placesOf(userId: string, range: Range): number {
    const waiting = this.rowsOf(userId).map(({ bytes }) => bytes)
    const given = this.returned.filter((one) => one.userId === userId)
    return [waiting, ...given.map(({ updates }) => updates)].filter((updates) => hasRange(updates, range)).length
  }

  /** Whether a delete that is not in the page waits with its person's words, or was given back with them. */
  keepsDelete(userId: string, { client, clock, length }: Range): boolean {
    const { now = this.#page.ydoc } = this.#branches.get(userId) ?? {}
    const given = this.returned.filter((one) => one.userId === userId).flatMap(({ updates }) => updates)
    return Array.from({ length }, (_, at) => ({ client, clock: clock + at, length: 1 })).every(
      (letter) => isDeleted(now, letter) || deletesIn(given, letter),
    )
  }

  /** Throws as the real store does where a sequence is taken. */
  check({ rows, released }: { rows: readonly PendingRow[]; released: readonly Released[] }): void {
    for (const { userId, upTo } of released)
      if (!this.rowsOf(userId).some(({ sequence }) => sequence <= upTo)) throw new Error('nothing waits there any more')
    for (const { userId, sequence, newClientIds } of rows) {
      const branch = this.#branches.get(userId)
      if (branch !== undefined && sequence !== branch.sequence + 1) throw new Error('a sequence beside it is taken')
      for (const client of newClientIds)
        if ((this.#page.contributors.get(client) ?? userId) !== userId) throw new Error('client id is somebody else’s')
    }
  }

  take(row: PendingRow): void {
    const branch = this.#open(row.userId)
    this.#checkRow(row, branch)
    branch.sequence = row.sequence
    branch.rows.push({ sequence: row.sequence, bytes: row.bytes })
    for (const ydoc of [branch.now, branch.ever]) Y.applyUpdate(ydoc, row.bytes)
    if (!isWhole(branch.now)) this.#violate('I4', `something is pending beside the page, of ${row.userId}`)
  }

  /** The page has it now. Gives what it was. */
  release({ userId, upTo }: Released): Uint8Array[] {
    const branch = this.#open(userId)
    const gone = branch.rows.filter(({ sequence }) => sequence <= upTo)
    branch.rows = branch.rows.filter(({ sequence }) => sequence > upTo)
    return gone.map(({ bytes }) => bytes)
  }

  /** The page itself has changed. */
  follow(bytes: Uint8Array): void {
    for (const { now, ever } of this.#branches.values()) for (const ydoc of [now, ever]) Y.applyUpdate(ydoc, bytes)
  }

  /** Gives back all that waits. */
  end(userId: string, { number, clientIds, updates }: EndedBranch): void {
    const branch = this.#open(userId)
    if (number !== branch.number) this.#violate('given back', `${number} of ${userId}, where ${branch.number} is open`)
    this.#checkGiven(branch, updates)
    for (const client of clientIds) this.closedIds.add(client)
    this.returned.push({ userId, updates })
    branch.number++
    branch.sequence++
    branch.rows = []
    branch.said = new Set()
    branch.now = this.#copy()
  }

  #open(userId: string): StoredBranch {
    const found = this.#branches.get(userId)
    if (found !== undefined) return found
    const [now, ever] = [this.#copy(), this.#copy()]
    const opened: StoredBranch = { number: firstNumber, sequence: 0, rows: [], now, ever, said: new Set() }
    this.#branches.set(userId, opened)
    return opened
  }

  #copy(): Y.Doc {
    const ydoc = new Y.Doc({ gc: false, guid: '' })
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(this.#page.ydoc))
    return ydoc
  }

  /** What is in a row is new, follows on what is there, and belongs to its person (SPEC 86). */
  #checkRow({ userId, sequence, bytes, crc }: PendingRow, { now, said }: StoredBranch): void {
    const name = `row ${sequence} beside the page, by ${userId},`
    if (crcOf(bytes, sequence) !== crc) this.#violate('log', `sum of ${name} is wrong`)
    const { structs, deletes } = newIn(bytes, now, [said])
    for (const { client, clock, next } of structs) {
      if (clock !== next) this.#violate('log', `${name} writes ${client}/${clock} where ${next} is next`)
      const owner = this.#page.contributors.get(client)
      if (owner !== userId) this.#violate('I5', `${name} writes under ${client} of ${owner}`)
      if (this.closedIds.has(client)) this.#violate('given back', `${name} writes under ${client}, which is closed`)
    }
    for (const at of deletes) said.add(at)
    if (structs.length === 0 && deletes.length === 0) this.#violate('log', `${name} brings nothing`)
  }

  /** All that is stored is given back, and nothing that is not. */
  #checkGiven({ rows }: StoredBranch, updates: readonly Uint8Array[]): void {
    const stored = rows.map(({ bytes }) => bytes)
    if (reachOf(stored) !== reachOf(updates)) this.#violate('given back', 'something else than what is stored')
  }
}
