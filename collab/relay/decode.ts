import * as Y from 'yjs'
import { closeCode } from '../protocol.ts'
import { Malformed } from './options.ts'
import type { DecodedUpdate } from './ports.ts'

/** Throws Malformed (too large) for a state vector no honest client has. */
export function readStateVector(bytes: Uint8Array): Map<number, number> {
  return safely(() => Y.decodeStateVector(bytes))
}

/** What the document kind's check is shown: strings and JSON are decoded here, so bad ones end here. Throws Malformed. */
export const decode = (update: Uint8Array): DecodedUpdate => safely(() => Y.decodeUpdate(update))

/** Whatever a reader of bytes throws is Malformed. */
export function safely<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new Malformed('cannot be decoded', closeCode.malformed)
  }
}
