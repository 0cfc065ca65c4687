import type { Content } from './content.ts'
import { Deletes } from './deletes.ts'
import type { Admitted, Ground } from './fitting.ts'
import type { LoadedBranch, PendingRow } from './ports.ts'
import type { DeleteRange } from './preflight.ts'
import { encodeStateVector, fold, type Walked, walked } from './update.ts'

/** Bytes alone: a class keeps many of them for long, and rarely looks into one again. */
interface Row {
  /** Of its commit; null until then. */
  sequence: number | null
  bytes: Uint8Array
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
  #rows: Row[]
  /** So many of the first are. */
  #settled: number
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
    this.#rows = rows.map(({ sequence: number, bytes }) => ({ sequence: number, bytes }))
    this.#settled = rows.length
    this.#count()
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0
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
    this.#main.bind(admitted.newClientIds, this.userId)
    this.#rows.push({ sequence: null, bytes: admitted.bytes })
    this.#countOne(admitted)
  }

  /** The first so many that were not committed are, as this row. */
  committed({ sequence, bytes }: PendingRow, updates: number): void {
    const gathered = this.#rows.splice(this.#settled++, updates, { sequence, bytes })
    this.#grow(gathered.reduce((sum, row) => sum - row.bytes.length, bytes.length))
    this.sequence = sequence
  }

  /** Committed rows up to this number, in order. */
  upTo(sequence: number): Walked[] {
    const rows = this.#rows.filter((row) => row.sequence !== null && row.sequence <= sequence)
    return rows.map(({ bytes }) => walked(bytes))
  }

  /** Those are the document's now. */
  release(sequence: number): void {
    this.#rows = this.#rows.filter((row) => row.sequence === null || row.sequence > sequence)
    this.#settled = this.#rows.filter((row) => row.sequence !== null).length
    this.#count()
  }

  /** All that waits, in order. */
  parts(): Uint8Array[] {
    return this.#rows.map(({ bytes }) => bytes)
  }

  /** The same as one update; null where nothing waits. */
  whole(): Uint8Array | null {
    return this.isEmpty ? null : fold(this.#rows.map(({ bytes }) => walked(bytes)))
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
    for (const { bytes } of this.#rows) this.#countOne(walked(bytes))
  }

  #countOne({ bytes, walk: { blocks, deletes } }: Walked): void {
    this.#grow(bytes.length)
    for (const block of blocks)
      if (block.end > (this.#clocks.get(block.client) ?? 0)) this.#clocks.set(block.client, block.end)
    this.#deletes.addAll(deletes)
  }
}
