import * as encoding from 'lib0/encoding'
import { Cursor } from './cursor.ts'
import { type Block, walkContent } from './preflight.ts'

/** Structs of one client that follow each other, as bytes to be copied. */
export interface Run {
  clock: number
  end: number
  structs: number
  pieces: Uint8Array[]
}

const hasOrigin = 128
const hasRight = 64
const hasKey = 32
const deletedKind = 1
const textKind = 4
const skipInfo = 10

/**
 * What a block of an update that was walked holds from a clock on, which lies inside it. A struct in the middle is cut as
 * Yjs cuts it; null where that is not letters or deleted things, and is left to Yjs.
 */
export function since(bytes: Uint8Array, block: Block, from: number): Run | null {
  if (block.skipEnd > 0) return null
  const cursor = new Cursor(bytes)
  cursor.at = block.start
  let clock = block.clock
  for (let structs = block.structs; structs > 0; structs--) {
    const start = cursor.at
    const struct = readStruct(cursor)
    const end = clock + struct.length
    if (clock === from) return { clock, end: block.end, structs, pieces: [bytes.subarray(start, block.stop)] }
    if (end > from) {
      const head = cutStruct(bytes, struct, block.client, from - clock, from)
      if (head === null) return null
      return { clock: from, end: block.end, structs, pieces: [head, bytes.subarray(cursor.at, block.stop)] }
    }
    clock = end
  }
  return null
}

interface Struct {
  info: number
  length: number
  /** Bytes of the id of its right neighbour; empty where it has none. */
  right: Uint8Array
  /** Where its content begins and ends. */
  contentAt: number
  stop: number
}

const nothing = new Uint8Array()

function readStruct(cursor: Cursor): Struct {
  const info = cursor.byte()
  if (info === skipInfo || (info & 31) === 0) {
    const length = cursor.uint()
    return { info, length, right: nothing, contentAt: cursor.at, stop: cursor.at }
  }
  if ((info & hasOrigin) !== 0) skipId(cursor)
  const rightAt = cursor.at
  if ((info & hasRight) !== 0) skipId(cursor)
  const right = cursor.bytes.subarray(rightAt, cursor.at)
  if ((info & (hasOrigin | hasRight)) === 0) {
    if (cursor.uint() === 1) cursor.skipString()
    else skipId(cursor)
    if ((info & hasKey) !== 0) cursor.skipString()
  }
  const contentAt = cursor.at
  const length = walkContent(cursor, info & 31)
  return { info, length, right, contentAt, stop: cursor.at }
}

function skipId(cursor: Cursor): void {
  cursor.uint()
  cursor.uint()
}

/** The rest of a struct from `offset` on: it hangs on the letter before it, which is its own. */
function cutStruct(
  bytes: Uint8Array,
  struct: Struct,
  client: number,
  offset: number,
  clock: number,
): Uint8Array | null {
  const { info, length, right } = struct
  const encoder = encoding.createEncoder()
  if ((info & 31) === 0) {
    encoding.writeUint8(encoder, info)
    encoding.writeVarUint(encoder, length - offset)
    return encoding.toUint8Array(encoder)
  }
  const kind = info & 31
  if (kind !== deletedKind && kind !== textKind) return null
  encoding.writeUint8(encoder, kind | hasOrigin | (info & hasRight))
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock - 1)
  encoding.writeUint8Array(encoder, right)
  if (kind === deletedKind) encoding.writeVarUint(encoder, length - offset)
  else {
    const letters = lettersFrom(bytes, struct, offset)
    if (letters === null) return null
    encoding.writeVarUint8Array(encoder, letters)
  }
  return encoding.toUint8Array(encoder)
}

/** Bytes of a text from a UTF-16 offset on; null where that lies inside a pair. */
function lettersFrom(bytes: Uint8Array, { contentAt, stop }: Struct, offset: number): Uint8Array | null {
  const cursor = new Cursor(bytes)
  cursor.at = contentAt
  cursor.uint()
  let units = 0
  for (let at = cursor.at; at < stop; at++) {
    const byte = bytes[at] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    if (units === offset) return bytes.subarray(at, stop)
    units += byte >= 0xf0 ? 2 : 1
  }
  return null
}
