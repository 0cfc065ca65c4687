import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageType } from '#collab/protocol.ts'
import type { Peer } from './relay.ts'

/** Live ink: bytes that a relay hands on once and keeps nowhere (SPEC 65). */

export const sendInk = (peer: Peer, bytes: ArrayLike<number>): void =>
  peer.send(messageType.fleeting, (encoder) => encoding.writeVarUint8Array(encoder, Uint8Array.from(bytes)))

interface InkPart {
  /** Whose it is: their awareness id. */
  client: number
  bytes: number[]
}

/** What a peer heard, as it was handed on together. */
export function inkFramesOf(peer: Peer): InkPart[][] {
  return peer.heard
    .filter(({ type }) => type === messageType.fleeting)
    .map(({ bytes }) => {
      const decoder = decoding.createDecoder(bytes)
      decoding.readVarUint(decoder)
      const count = decoding.readVarUint(decoder)
      return Array.from({ length: count }, () => {
        const client = decoding.readVarUint(decoder)
        return { client, bytes: [...decoding.readVarUint8Array(decoder)] }
      })
    })
}
