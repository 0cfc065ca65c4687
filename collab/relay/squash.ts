import * as encoding from 'lib0/encoding'
import { Cursor } from './cursor.ts'
import { walkContent } from './preflight.ts'

/** A text item: where its string begins, and what must be equal for the next to go on from it. */
interface Text {
  stringAt: number
  stop: number
  /** First byte of its string, after the length. */
  lettersAt: number
  originClient: number
  originClock: number
  right: Uint8Array
}

const textKind = 4
const nothing = new Uint8Array()

/**
 * Joins text that was typed letter by letter into long items, as a Y.Doc does in memory, on the byte level.
 * Takes an update of our own store (walked before); an item that continues the one before it under the same
 * right neighbour is the same insertion made in two steps, so documents stay equal, deletes included.
 */
export function squash(update: Uint8Array): Uint8Array {
  const cursor = new Cursor(update)
  const encoder = encoding.createEncoder()
  const blocks = cursor.uint()
  encoding.writeVarUint(encoder, blocks)
  for (let index = 0; index < blocks; index++) squashBlock(cursor, encoder)
  encoding.writeUint8Array(encoder, update.subarray(cursor.at))
  return encoding.toUint8Array(encoder)
}

function squashBlock(cursor: Cursor, encoder: encoding.Encoder): void {
  const { bytes } = cursor
  const structs = cursor.uint()
  const client = cursor.client()
  const clock = cursor.uint()
  const body = encoding.createEncoder()
  let written = structs
  let run: Text[] = []
  let copyFrom = cursor.at
  const flush = () => {
    const [first] = run
    const last = run.at(-1)
    if (first !== undefined && last !== undefined && run.length > 1) {
      encoding.writeUint8Array(body, bytes.subarray(copyFrom, first.stringAt))
      encoding.writeVarUint(
        body,
        run.reduce((sum, text) => sum + text.stop - text.lettersAt, 0),
      )
      for (const text of run) encoding.writeUint8Array(body, bytes.subarray(text.lettersAt, text.stop))
      copyFrom = last.stop
      written -= run.length - 1
    }
    run = []
  }
  let at = clock
  for (let index = 0; index < structs; index++) {
    const { text, length } = readStruct(cursor)
    const last = run.at(-1)
    if (text === null || last === undefined || !continues(last, text, client, at)) flush()
    if (text !== null) run.push(text)
    at += length
  }
  flush()
  encoding.writeUint8Array(body, bytes.subarray(copyFrom, cursor.at))
  encoding.writeVarUint(encoder, written)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeBinaryEncoder(encoder, body)
}

function continues(last: Text, text: Text, client: number, clock: number): boolean {
  if (text.originClient !== client || text.originClock !== clock - 1) return false
  return text.right.length === last.right.length && text.right.every((byte, index) => byte === last.right[index])
}

/** `text` is null for everything that is never joined. */
function readStruct(cursor: Cursor): { text: Text | null; length: number } {
  const info = cursor.byte()
  if (info === 10 || (info & 31) === 0) return { text: null, length: cursor.uint() }
  const hasOrigin = (info & 128) !== 0
  const originClient = hasOrigin ? cursor.uint() : -1
  const originClock = hasOrigin ? cursor.uint() : -1
  const right = (info & 64) !== 0 ? readId(cursor) : nothing
  if ((info & 192) === 0) {
    if (cursor.uint() === 1) cursor.skipString()
    else readId(cursor)
    if ((info & 32) !== 0) cursor.skipString()
  }
  const stringAt = cursor.at
  if ((info & 31) !== textKind || (info & 32) !== 0) return { text: null, length: walkContent(cursor, info & 31) }
  const byteLength = cursor.uint()
  const lettersAt = cursor.at
  cursor.at = stringAt
  const length = cursor.skipString()
  return { text: { stringAt, stop: lettersAt + byteLength, lettersAt, originClient, originClock, right }, length }
}

function readId(cursor: Cursor): Uint8Array {
  const start = cursor.at
  cursor.uint()
  cursor.uint()
  return cursor.bytes.subarray(start, cursor.at)
}
