import * as encoding from 'lib0/encoding'
import { sizedEncoder, uintBytes, writtenBy } from './sized.ts'
import { hasKey, StructCursor, structKind } from './struct-cursor.ts'

/** A text item that is written out once it is known what goes on from it. */
interface Text {
  contentAt: number
  /** First byte of its letters, after their length. */
  lettersAt: number
  stop: number
  rightAt: number
  rightStop: number
}

/**
 * Joins text that was typed letter by letter into long items, as a Y.Doc does in memory, on the byte level.
 * Takes an update of our own store (walked before); an item that continues the one before it under the same
 * right neighbour is the same insertion made in two steps, so documents stay equal, deletes included. What is joined only
 * becomes shorter: an item that goes away takes more with it than the longer number of letters of the other adds.
 */
export function squash(update: Uint8Array): Uint8Array {
  const cursor = new StructCursor(update, { start: 0 })
  const encoder = sizedEncoder(update.length)
  const blocks = cursor.uint()
  encoding.writeVarUint(encoder, blocks)
  for (let index = 0; index < blocks; index++) squashBlock(cursor, encoder)
  encoding.writeUint8Array(encoder, update.subarray(cursor.at))
  return writtenBy(encoder)
}

function squashBlock(cursor: StructCursor, encoder: encoding.Encoder): void {
  const { bytes } = cursor
  const structs = cursor.uint()
  const client = cursor.client()
  const clock = cursor.uint()
  const head = encoder.cpos
  // As it was: how many structs are left is known at the end.
  for (const number of [structs, client, clock]) encoding.writeVarUint(encoder, number)
  let written = structs
  let run: Text[] = []
  let copyFrom = cursor.at
  const flush = () => {
    const [first] = run
    const last = run.at(-1)
    if (first !== undefined && last !== undefined && run.length > 1) {
      encoding.writeUint8Array(encoder, bytes.subarray(copyFrom, first.contentAt))
      encoding.writeVarUint(
        encoder,
        run.reduce((sum, text) => sum + text.stop - text.lettersAt, 0),
      )
      for (const text of run) encoding.writeUint8Array(encoder, bytes.subarray(text.lettersAt, text.stop))
      copyFrom = last.stop
      written -= run.length - 1
    }
    run = []
  }
  let at = clock
  for (let index = 0; index < structs; index++) {
    cursor.next()
    const isText = cursor.kind === structKind.letters && (cursor.info & hasKey) === 0
    const last = run.at(-1)
    const goesOn = isText && last !== undefined && cursor.follows(client, at)
    if (!goesOn || !cursor.standsBefore(last.rightAt, last.rightStop)) flush()
    if (isText) run.push(textOf(cursor))
    at += cursor.length
  }
  flush()
  encoding.writeUint8Array(encoder, bytes.subarray(copyFrom, cursor.at))
  recount(encoder, head, { structs, written })
}

/** Puts another number of structs before a block; it is not greater than the one that stands there. */
function recount(encoder: encoding.Encoder, head: number, { structs, written }: { structs: number; written: number }) {
  if (written === structs) return
  const end = encoder.cpos
  encoder.cpos = head
  encoding.writeVarUint(encoder, written)
  const shorter = uintBytes(structs) - uintBytes(written)
  if (shorter > 0) encoder.cbuf.copyWithin(encoder.cpos, encoder.cpos + shorter, end)
  encoder.cpos = end - shorter
}

const textOf = ({ contentAt, insideAt, at, rightAt, rightStop }: StructCursor): Text => ({
  contentAt,
  lettersAt: insideAt,
  stop: at,
  rightAt,
  rightStop,
})
