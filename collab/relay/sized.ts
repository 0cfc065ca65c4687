import * as encoding from 'lib0/encoding'

/* An encoder doubles what it holds as it grows, and copies it once more at its end: of 20 MB that is 80. */

/** One that never grows, where at most so much is written. */
export function sizedEncoder(mostBytes: number): encoding.Encoder {
  const encoder = encoding.createEncoder()
  encoder.cbuf = new Uint8Array(mostBytes)
  return encoder
}

/** What was written: where that is all that there was room for, not a copy. */
export const writtenBy = (encoder: encoding.Encoder): Uint8Array =>
  encoder.bufs.length === 0 && encoder.cpos === encoder.cbuf.length ? encoder.cbuf : encoding.toUint8Array(encoder)

/** How many bytes a number takes. */
export function uintBytes(number: number): number {
  let bytes = 1
  for (let left = number; left > 127; left = Math.floor(left / 128)) bytes++
  return bytes
}
