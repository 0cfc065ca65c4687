import * as encoding from 'lib0/encoding'
import type { Block } from './preflight.ts'
import { hasLeft, hasRight, StructCursor, structKind } from './struct-cursor.ts'

/** Structs of one client that follow each other, as bytes to be copied. */
export interface Run {
  clock: number
  end: number
  structs: number
  pieces: Uint8Array[]
}

/**
 * What a block of an update that was walked holds from a clock on, which lies inside it. A struct in the middle is cut as
 * Yjs cuts it; null where that is not letters or deleted things, and is left to Yjs.
 */
export function since(bytes: Uint8Array, block: Block, from: number): Run | null {
  if (block.skipEnd > 0) return null
  const cursor = new StructCursor(bytes, block)
  let clock = block.clock
  for (let structs = block.structs; structs > 0; structs--) {
    cursor.next()
    const end = clock + cursor.length
    if (clock === from) return { clock, end: block.end, structs, pieces: [bytes.subarray(cursor.start, block.stop)] }
    if (end > from) {
      const head = cutStruct(cursor, { client: block.client, clock: from }, from - clock)
      if (head === null) return null
      return { clock: from, end: block.end, structs, pieces: [head, bytes.subarray(cursor.at, block.stop)] }
    }
    clock = end
  }
  return null
}

/** The rest of the struct read last, from `offset` on: it hangs on the letter before it, which is its own. */
function cutStruct(cursor: StructCursor, id: { client: number; clock: number }, offset: number): Uint8Array | null {
  const { bytes, info, kind, length, rightAt, rightStop } = cursor
  const encoder = encoding.createEncoder()
  if (kind === structKind.dropped) {
    encoding.writeUint8(encoder, info)
    encoding.writeVarUint(encoder, length - offset)
    return encoding.toUint8Array(encoder)
  }
  if (kind !== structKind.deleted && kind !== structKind.letters) return null
  encoding.writeUint8(encoder, kind | hasLeft | (info & hasRight))
  encoding.writeVarUint(encoder, id.client)
  encoding.writeVarUint(encoder, id.clock - 1)
  encoding.writeUint8Array(encoder, bytes.subarray(rightAt, rightStop))
  if (kind === structKind.deleted) encoding.writeVarUint(encoder, length - offset)
  else {
    const letters = lettersFrom(cursor, offset)
    if (letters === null) return null
    encoding.writeVarUint8Array(encoder, letters)
  }
  return encoding.toUint8Array(encoder)
}

/** Bytes of a text from a UTF-16 offset on; null where that lies inside a pair. */
function lettersFrom({ bytes, insideAt, at: stop }: StructCursor, offset: number): Uint8Array | null {
  let units = 0
  for (let at = insideAt; at < stop; at++) {
    const byte = bytes[at] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    if (units === offset) return bytes.subarray(at, stop)
    units += byte >= 0xf0 ? 2 : 1
  }
  return null
}
