import * as encoding from 'lib0/encoding'
import { Cursor } from './cursor.ts'
import type { Deletes } from './deletes.ts'
import { type Block, walkContent, walkStructs } from './preflight.ts'

const hasOrigin = 128
const hasRight = 64
const hasKey = 32
const skipInfo = 10
const kinds = { deleted: 1, json: 2, binary: 3, string: 4, embed: 5, any: 8 } as const
/** What holds words or values. Types and formats stay: what lies in a type is found through it. */
const emptied: ReadonlySet<number> = new Set([kinds.json, kinds.binary, kinds.string, kinds.embed, kinds.any])

/**
 * The same update whose deleted words and values are gone: their places stay, with a length and nothing in it, as Yjs' own
 * collection leaves them. Takes bytes of our own store (walked before); gives the very same where nothing is to go.
 */
export function withoutDeleted(update: Uint8Array, deletes: Deletes): Uint8Array {
  const { blocks, deletesAt } = walkStructs(update)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, blocks.length)
  let hasChanged = false
  for (const block of blocks) {
    const writer = new BlockWriter(update, block)
    writer.run(deletes)
    hasChanged ||= writer.hasChanged
    encoding.writeVarUint(encoder, writer.structs)
    encoding.writeVarUint(encoder, block.client)
    encoding.writeVarUint(encoder, block.clock)
    encoding.writeBinaryEncoder(encoder, writer.body)
  }
  if (!hasChanged) return update
  encoding.writeUint8Array(encoder, update.subarray(deletesAt))
  return encoding.toUint8Array(encoder)
}

interface Struct {
  info: number
  clock: number
  length: number
  start: number
  /** Clock of the left neighbour where that is of the same client, else -1. */
  ownOrigin: number
  right: Uint8Array
  contentAt: number
  stop: number
}

/** A stretch of deleted places that the next may go on with. */
interface Gone {
  head: Uint8Array
  right: Uint8Array
  end: number
  length: number
}

const nothing = new Uint8Array()

class BlockWriter {
  readonly body = encoding.createEncoder()
  structs = 0
  hasChanged = false
  readonly #bytes: Uint8Array
  readonly #block: Block
  #gone: Gone | null = null

  constructor(bytes: Uint8Array, block: Block) {
    this.#bytes = bytes
    this.#block = block
  }

  run(deletes: Deletes): void {
    const cursor = new Cursor(this.#bytes)
    cursor.at = this.#block.start
    let { clock } = this.#block
    for (let left = this.#block.structs; left > 0; left--) {
      const struct = this.#read(cursor, clock)
      clock += struct.length
      this.#write(struct, deletes)
    }
    this.#flush()
  }

  #read(cursor: Cursor, clock: number): Struct {
    const start = cursor.at
    const info = cursor.byte()
    if (info === skipInfo || (info & 31) === 0) {
      const length = cursor.uint()
      return { info, clock, length, start, ownOrigin: -1, right: nothing, contentAt: cursor.at, stop: cursor.at }
    }
    let ownOrigin = -1
    if ((info & hasOrigin) !== 0) {
      const client = cursor.uint()
      const at = cursor.uint()
      if (client === this.#block.client) ownOrigin = at
    }
    const rightAt = cursor.at
    if ((info & hasRight) !== 0) skipId(cursor)
    const right = this.#bytes.subarray(rightAt, cursor.at)
    if ((info & (hasOrigin | hasRight)) === 0) {
      if (cursor.uint() === 1) cursor.skipString()
      else skipId(cursor)
      if ((info & hasKey) !== 0) cursor.skipString()
    }
    const contentAt = cursor.at
    const length = walkContent(cursor, info & 31)
    return { info, clock, length, start, ownOrigin, right, contentAt, stop: cursor.at }
  }

  #write(struct: Struct, deletes: Deletes): void {
    const { info, clock, length } = struct
    const kind = info & 31
    if (info === skipInfo || (kind !== kinds.deleted && !emptied.has(kind))) return this.#copy(struct)
    const kept = deletes.missing({ client: this.#block.client, clock, length })
    if (kind === kinds.deleted || kept.length === 0) return this.#drop(struct, 0, length)
    const [whole] = kept
    if (kept.length === 1 && whole?.length === length) return this.#copy(struct)
    if (kind !== kinds.string) return this.#copy(struct)
    this.#cut(
      struct,
      kept.map((range) => [range.clock - clock, range.clock - clock + range.length]),
    )
  }

  /** Of a text of which some letters stay. Where an end lies inside a pair of units, all of it stays. */
  #cut(struct: Struct, kept: (readonly [number, number])[]): void {
    const cursor = new Cursor(this.#bytes)
    cursor.at = struct.contentAt
    const size = cursor.uint()
    const text = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + cursor.at, size).toString('utf8')
    if (kept.flat().some((at) => isInPair(text, at))) return this.#copy(struct)
    let at = 0
    for (const [from, to] of kept) {
      if (from > at) this.#drop(struct, at, from)
      this.#flush()
      encoding.writeUint8Array(this.body, this.#head(struct, kinds.string, from))
      encoding.writeVarString(this.body, text.slice(from, to))
      this.structs++
      at = to
    }
    if (at < struct.length) this.#drop(struct, at, struct.length)
  }

  #copy({ start, stop }: Struct): void {
    this.#flush()
    encoding.writeUint8Array(this.body, this.#bytes.subarray(start, stop))
    this.structs++
  }

  #drop(struct: Struct, from: number, to: number): void {
    const { info, clock, ownOrigin, right } = struct
    const gone = this.#gone
    const follows = (from > 0 ? clock + from - 1 : ownOrigin) === clock + from - 1
    if ((info & 31) !== kinds.deleted) this.hasChanged = true
    if (gone !== null && follows && gone.end === clock + from && isSame(gone.right, right)) {
      gone.length += to - from
      gone.end += to - from
      this.hasChanged = true
      return
    }
    this.#flush()
    this.#gone = { head: this.#head(struct, kinds.deleted, from), right, end: clock + to, length: to - from }
  }

  #flush(): void {
    const gone = this.#gone
    if (gone === null) return
    encoding.writeUint8Array(this.body, gone.head)
    encoding.writeVarUint(this.body, gone.length)
    this.structs++
    this.#gone = null
  }

  /** Everything before the content. A part from the middle hangs on the letter before it, which is its own. */
  #head({ info, start, contentAt, clock, right }: Struct, kind: number, from: number): Uint8Array {
    const head = encoding.createEncoder()
    if (from === 0) {
      encoding.writeUint8(head, (info & ~31) | kind)
      encoding.writeUint8Array(head, this.#bytes.subarray(start + 1, contentAt))
    } else {
      encoding.writeUint8(head, hasOrigin | (info & (hasRight | hasKey)) | kind)
      encoding.writeVarUint(head, this.#block.client)
      encoding.writeVarUint(head, clock + from - 1)
      encoding.writeUint8Array(head, right)
    }
    return encoding.toUint8Array(head)
  }
}

function skipId(cursor: Cursor): void {
  cursor.uint()
  cursor.uint()
}

function isInPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return at > 0 && before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index])
