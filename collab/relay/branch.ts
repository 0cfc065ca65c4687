import type { Content } from './content.ts'
import { Deletes } from './deletes.ts'
import type { Admitted, Ground } from './fitting.ts'
import type { LoadedBranch, PendingRow } from './ports.ts'
import type { DeleteRange } from './preflight.ts'
import { encodeStateVector, fold, type Walked, walked } from './update.ts'

/**
 * Rows of a branch that are committed, one behind the other in one buffer: a class keeps many small ones for long and rarely
 * looks into one again, and each as an array of its own would cost ten times its bytes.
 */
class Settled {
  #bytes = new Uint8Array(0)
  #sequences: number[] = []
  /** Where each row ends in the bytes. */
  #ends: number[] = []

  get rows(): number {
    return this.#ends.length
  }

  add(sequence: number, bytes: Uint8Array): void {
    const start = this.#ends.at(-1) ?? 0
    const end = start + bytes.length
    if (end > this.#bytes.length) this.#grow(end)
    this.#bytes.set(bytes, start)
    this.#sequences.push(sequence)
    this.#ends.push(end)
  }

  /** Those up to a number, in order: bytes of their own, since the buffer goes on. */
  upTo(sequence: number): Uint8Array[] {
    return this.#ends
      .slice(0, this.#countTo(sequence))
      .map((end, index) => this.#bytes.slice(this.#ends[index - 1] ?? 0, end))
  }

  drop(sequence: number): void {
    const count = this.#countTo(sequence)
    const start = this.#ends[count - 1] ?? 0
    this.#bytes = this.#bytes.slice(start, this.#ends.at(-1) ?? 0)
    this.#sequences = this.#sequences.slice(count)
    this.#ends = this.#ends.slice(count).map((end) => end - start)
  }

  #countTo(sequence: number): number {
    const first = this.#sequences.findIndex((one) => one > sequence)
    return first < 0 ? this.#sequences.length : first
  }

  #grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, 2 * this.#bytes.length, 1_024))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

/** What all branches of a document hold together. */
export interface Held {
  bytes: number
}

/**
 * What one person wrote in a document that a teacher has not let out: bytes beside its content, judged as if they lay on
 * it (SPEC 86). No Y.Doc, and nothing of the content knows of it.
 */
export class Branch implements Ground {
  readonly userId: string
  /** Counts what was returned: words of an earlier one are never taken into this. */
  readonly number: number
  /** Of the last committed row; never used again, so that "up to there" means the same for ever. */
  sequence: number
  /** Begun to be given back: nothing more is taken. */
  isEnding = false
  readonly #main: Content
  readonly #settled = new Settled()
  /** What waits for its commit, behind it. */
  #unsettled: Uint8Array[] = []
  #clocks = new Map<number, number>()
  #deletes = new Deletes()
  #bytes = 0
  #held: Held

  constructor(main: Content, { userId, number, sequence, rows }: LoadedBranch, held: Held) {
    this.#held = held
    this.userId = userId
    this.number = number
    this.sequence = sequence
    this.#main = main
    for (const row of rows) this.#settled.add(row.sequence, row.bytes)
    this.#count()
  }

  get isEmpty(): boolean {
    return this.#settled.rows === 0 && this.#unsettled.length === 0
  }

  get bytes(): number {
    return this.#bytes
  }

  known(client: number): number {
    return Math.max(this.#main.known(client), this.#clocks.get(client) ?? 0)
  }

  ownerOf(client: number): string | null | undefined {
    return this.#main.ownerOf(client)
  }

  isClosed(client: number): boolean {
    return this.#main.isClosed(client)
  }

  missingDeletes(ranges: readonly DeleteRange[]): DeleteRange[] {
    return this.#deletes.missingOf(this.#main.missingDeletes(ranges))
  }

  /** Takes what was judged on it. */
  take(admitted: Admitted): void {
    // Known to the document too: nobody else begins to use them.
    if (admitted.newClientIds.length > 0) this.#main.bind(admitted.newClientIds, this.userId)
    this.#unsettled.push(admitted.bytes)
    this.#countOne(admitted)
  }

  /** The first so many that were not committed are, as this row. */
  committed({ sequence, bytes }: PendingRow, updates: number): void {
    const gathered = this.#unsettled.splice(0, updates)
    this.#settled.add(sequence, bytes)
    this.#grow(gathered.reduce((sum, one) => sum - one.length, bytes.length))
    this.sequence = sequence
  }

  /** Committed rows up to this number, in order. */
  upTo(sequence: number): Walked[] {
    return this.#settled.upTo(sequence).map(walked)
  }

  /** Those are the document's now. */
  release(sequence: number): void {
    this.#settled.drop(sequence)
    this.#count()
  }

  /** All that waits, in order. */
  parts(): Uint8Array[] {
    return [...this.#settled.upTo(this.sequence), ...this.#unsettled]
  }

  /** The same as one update; null where nothing waits. */
  whole(): Uint8Array | null {
    return this.isEmpty ? null : fold(this.parts().map(walked))
  }

  /** Ids something waits under. */
  ids(): number[] {
    return [...this.#clocks.keys()]
  }

  /** From which clock on what is under each of its ids waits. */
  waitingFrom(): [client: number, clock: number][] {
    return this.ids().map((client) => [client, this.#main.known(client)])
  }

  /** What its author's devices have between them: document and branch. */
  stateVector(): Uint8Array {
    const clocks = new Map(this.#main.clocks)
    for (const client of this.#clocks.keys()) clocks.set(client, this.known(client))
    return encodeStateVector(clocks)
  }

  /** Another of the same person takes its place. */
  drop(): void {
    this.#held.bytes -= this.#bytes
    this.#held = { bytes: this.#bytes }
  }

  #grow(bytes: number): void {
    this.#bytes += bytes
    this.#held.bytes += bytes
  }

  #count(): void {
    this.#clocks = new Map()
    this.#deletes = new Deletes()
    this.#grow(-this.#bytes)
    for (const bytes of this.parts()) this.#countOne(walked(bytes))
  }

  #countOne({ bytes, walk: { blocks, deletes } }: Walked): void {
    this.#grow(bytes.length)
    for (const block of blocks)
      if (block.end > (this.#clocks.get(block.client) ?? 0)) this.#clocks.set(block.client, block.end)
    this.#deletes.addAll(deletes)
  }
}
