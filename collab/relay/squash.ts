import * as encoding from 'lib0/encoding'
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
 * right neighbour is the same insertion made in two steps, so documents stay equal, deletes included.
 */
export function squash(update: Uint8Array): Uint8Array {
  const cursor = new StructCursor(update, { start: 0 })
  const encoder = encoding.createEncoder()
  const blocks = cursor.uint()
  encoding.writeVarUint(encoder, blocks)
  for (let index = 0; index < blocks; index++) squashBlock(cursor, encoder)
  encoding.writeUint8Array(encoder, update.subarray(cursor.at))
  return encoding.toUint8Array(encoder)
}

function squashBlock(cursor: StructCursor, encoder: encoding.Encoder): void {
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
      encoding.writeUint8Array(body, bytes.subarray(copyFrom, first.contentAt))
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
    cursor.next()
    const isText = cursor.kind === structKind.letters && (cursor.info & hasKey) === 0
    const last = run.at(-1)
    const goesOn = isText && last !== undefined && cursor.follows(client, at)
    if (!goesOn || !cursor.standsBefore(last.rightAt, last.rightStop)) flush()
    if (isText) run.push(textOf(cursor))
    at += cursor.length
  }
  flush()
  encoding.writeUint8Array(body, bytes.subarray(copyFrom, cursor.at))
  encoding.writeVarUint(encoder, written)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeBinaryEncoder(encoder, body)
}

const textOf = ({ contentAt, insideAt, at, rightAt, rightStop }: StructCursor): Text => ({
  contentAt,
  lettersAt: insideAt,
  stop: at,
  rightAt,
  rightStop,
})
