import * as encoding from 'lib0/encoding'
import { Cursor } from './cursor.ts'
import type { Deletes } from './deletes.ts'
import { type Block, walkAny } from './preflight.ts'
import type { Run } from './since.ts'
import { hasKey, hasLeft, hasRight, StructCursor, structKind } from './struct-cursor.ts'

/** What of a document is not shown: what was deleted keeps its place, what lay in something deleted not even that. */
export interface Hidden {
  deleted: Deletes
  inDeleted: Deletes
  /** Deleted types and marks stay as they are, and with them the way to what lies in them. */
  keepsTypes?: boolean
}

const isTypeOrMark = (kind: number) => kind === structKind.type || kind === structKind.mark

/** Is there anything in this block that is to be blanked? */
export const isTouched = ({ client, clock, end }: Block, { deleted, inDeleted }: Hidden): boolean =>
  deleted.touches(client, clock, end) || inDeleted.touches(client, clock, end)

/**
 * A block without what is hidden in it, as Yjs' own garbage collection would leave it: lengths and places, and nothing of
 * what it said (SPEC 72).
 */
export function blankedRun(bytes: Uint8Array, block: Block, hidden: Hidden): Run {
  const { clock, end, structs } = block
  if (!isTouched(block, hidden)) return { clock, end, structs, pieces: [bytes.subarray(block.start, block.stop)] }
  const blanking = new Blanking(bytes, block, hidden)
  return { clock, end, ...blanking.run() }
}

/** Deleted structs that follow each other in one place are one. */
interface DeletedRun {
  length: number
  rightAt: number
  rightStop: number
}

class Blanking {
  readonly #bytes: Uint8Array
  readonly #block: Block
  readonly #cursor: StructCursor
  readonly #out = encoding.createEncoder()
  readonly #deleted: readonly number[]
  readonly #inDeleted: readonly number[]
  readonly #keepsTypes: boolean
  #deletedAt = 0
  #inDeletedAt = 0
  #written = 0
  #clock: number
  /** Bytes from here on are to be copied as they are. */
  #copyFrom = -1
  #droppedLength = 0
  #run: DeletedRun | null = null

  constructor(bytes: Uint8Array, block: Block, { deleted, inDeleted, keepsTypes = false }: Hidden) {
    this.#bytes = bytes
    this.#block = block
    this.#cursor = new StructCursor(bytes, block)
    this.#clock = block.clock
    this.#deleted = deleted.of(block.client)
    this.#inDeleted = inDeleted.of(block.client)
    this.#keepsTypes = keepsTypes
  }

  run(): Pick<Run, 'structs' | 'pieces'> {
    const cursor = this.#cursor
    for (let left = this.#block.structs; left > 0; left--) {
      cursor.next()
      const end = this.#clock + cursor.length
      this.#struct(end)
      this.#clock = end
    }
    this.#flush(cursor.at)
    return { structs: this.#written, pieces: [encoding.toUint8Array(this.#out)] }
  }

  #struct(end: number): void {
    const { kind, length } = this.#cursor
    if (kind === structKind.skip) return this.#keep()
    if (kind === structKind.dropped || this.#isInDeleted()) return this.#drop(length)
    if (kind === structKind.deleted) return this.#blank(0, length)
    const start = this.#deletedStart()
    if (start >= end || (this.#keepsTypes && isTypeOrMark(kind))) return this.#keep()
    const isWhole = start <= this.#clock && (this.#deleted[this.#deletedAt + 1] ?? 0) >= end
    if (isWhole) this.#blank(0, length)
    else this.#cut(end)
  }

  #isInDeleted(): boolean {
    const pairs = this.#inDeleted
    while (this.#inDeletedAt < pairs.length && (pairs[this.#inDeletedAt + 1] ?? 0) <= this.#clock)
      this.#inDeletedAt += 2
    return this.#inDeletedAt < pairs.length && (pairs[this.#inDeletedAt] ?? 0) <= this.#clock
  }

  /** Where the first deletion begins that ends after the struct's beginning. */
  #deletedStart(): number {
    const pairs = this.#deleted
    while (this.#deletedAt < pairs.length && (pairs[this.#deletedAt + 1] ?? 0) <= this.#clock) this.#deletedAt += 2
    return pairs[this.#deletedAt] ?? Number.POSITIVE_INFINITY
  }

  #keep(): void {
    const { start } = this.#cursor
    if (this.#copyFrom < 0) {
      this.#flush(start)
      this.#copyFrom = start
    }
    this.#written++
  }

  #drop(length: number): void {
    if (this.#droppedLength === 0) this.#flush(this.#cursor.start)
    this.#droppedLength += length
  }

  /** Deleted from one offset in the struct to another. */
  #blank(from: number, to: number): void {
    const { rightAt, rightStop } = this.#cursor
    if (this.#run !== null && this.#continues(this.#run, from)) this.#run.length += to - from
    else {
      this.#flush(this.#cursor.start)
      this.#head(structKind.deleted, from)
      this.#run = { length: to - from, rightAt, rightStop }
    }
  }

  #continues(run: DeletedRun, from: number): boolean {
    const hangsOn = from > 0 || this.#cursor.follows(this.#block.client, this.#clock)
    return hangsOn && this.#cursor.standsBefore(run.rightAt, run.rightStop)
  }

  /** Info and references of the struct from an offset on: there it hangs on what is before it, which is its own. */
  #head(kind: number, from: number): void {
    const { info, start, contentAt, rightAt, rightStop } = this.#cursor
    this.#written++
    if (from === 0) {
      encoding.writeUint8(this.#out, (info & (hasLeft | hasRight | hasKey)) | kind)
      return encoding.writeUint8Array(this.#out, this.#bytes.subarray(start + 1, contentAt))
    }
    encoding.writeUint8(this.#out, kind | hasLeft | (info & hasRight))
    encoding.writeVarUint(this.#out, this.#block.client)
    encoding.writeVarUint(this.#out, this.#clock + from - 1)
    encoding.writeUint8Array(this.#out, this.#bytes.subarray(rightAt, rightStop))
  }

  /** A struct of which some is deleted and some is not. */
  #cut(end: number): void {
    const content = partsOf(this.#cursor)
    const { length, kind } = this.#cursor
    const pairs = this.#deleted
    let at = 0
    for (let index = this.#deletedAt; at < length; index += 2) {
      const start = Math.min((pairs[index] ?? end) - this.#clock, length)
      const stop = Math.min((pairs[index + 1] ?? end) - this.#clock, length)
      if (start > at) {
        this.#flush(this.#cursor.start)
        this.#head(kind, at)
        content(this.#out, at, start)
      }
      if (stop > Math.max(start, 0)) this.#blank(Math.max(start, 0), stop)
      at = stop
    }
  }

  /** Writes what waits to be written; kept bytes end at `stop`. */
  #flush(stop: number): void {
    if (this.#copyFrom >= 0) encoding.writeUint8Array(this.#out, this.#bytes.subarray(this.#copyFrom, stop))
    this.#copyFrom = -1
    if (this.#run !== null) encoding.writeVarUint(this.#out, this.#run.length)
    this.#run = null
    if (this.#droppedLength === 0) return
    encoding.writeUint8(this.#out, structKind.dropped)
    encoding.writeVarUint(this.#out, this.#droppedLength)
    this.#droppedLength = 0
    this.#written++
  }
}

type WritePart = (out: encoding.Encoder, from: number, to: number) => void

/** Writes a part of what the struct holds that was read last. Only letters and lists of values are longer than one. */
function partsOf(cursor: StructCursor): WritePart {
  return cursor.kind === structKind.letters ? lettersOf(cursor) : valuesOf(cursor)
}

function lettersOf({ bytes, insideAt, at, length }: StructCursor): WritePart {
  const letters = bytes.subarray(insideAt, at)
  if (letters.length === length) return (out, from, to) => encoding.writeVarUint8Array(out, letters.subarray(from, to))
  const text = Buffer.from(letters.buffer, letters.byteOffset, letters.byteLength).toString('utf8')
  // Half of a pair becomes the sign for what cannot be read, as it does where Yjs cuts one.
  return (out, from, to) => encoding.writeVarUint8Array(out, Buffer.from(text.slice(from, to), 'utf8'))
}

function valuesOf({ bytes, insideAt, kind, length }: StructCursor): WritePart {
  const inside = new Cursor(bytes)
  inside.at = insideAt
  const starts = [inside.at]
  for (let index = 0; index < length; index++) {
    skipValue(inside, kind)
    starts.push(inside.at)
  }
  return (out, from, to) => {
    encoding.writeVarUint(out, to - from)
    encoding.writeUint8Array(out, bytes.subarray(starts[from] ?? 0, starts[to] ?? 0))
  }
}

function skipValue(cursor: Cursor, kind: number): void {
  if (kind === structKind.json) cursor.skipJson()
  else walkAny(cursor)
}
