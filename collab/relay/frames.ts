import * as encoding from 'lib0/encoding'
import { type Identity, messageType, type Refusal, syncType } from '../protocol.ts'
import type { FleetingPart } from './fleeting.ts'
import type { RoomNotice } from './ports.ts'

/**
 * A finished message. `bytes` is the whole websocket frame (RFC 6455, server to client: final, binary, unmasked),
 * so that one buffer is written to every socket of a room; `payload` is the message alone, for other lines.
 */
export interface Frame {
  readonly bytes: Buffer
  readonly payload: Buffer
}

/** Of parts that follow each other. Each is copied once: a page of megabytes is sent with the head it needs. */
function frame(...parts: Uint8Array[]): Frame {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(headerBytes + length)
  bytes[0] = 0x82
  if (length < 126) bytes[1] = length
  else if (length < 65_536) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  let at = headerBytes
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { bytes, payload: bytes.subarray(headerBytes) }
}

/** A whole message as another one that holds it deflated. */
export const packedFrame = (deflated: Uint8Array): Frame => frame(packedHead, deflated)

const encoded = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const build = (write: (encoder: encoding.Encoder) => void): Frame => frame(encoded(write))

const syncFrame = (type: number, bytes: Uint8Array): Frame => {
  const head = encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint(encoder, bytes.length)
  })
  return frame(head, bytes)
}

const packedHead = encoded((encoder) => encoding.writeVarUint(encoder, messageType.packed))

export const stepOneFrame = (stateVector: Uint8Array): Frame => syncFrame(syncType.stepOne, stateVector)
export const stepTwoFrame = (update: Uint8Array): Frame => syncFrame(syncType.stepTwo, update)
export const updateFrame = (update: Uint8Array): Frame => syncFrame(syncType.update, update)

export const awarenessFrame = (bytes: Uint8Array): Frame =>
  build((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const fleetingFrame = (parts: readonly FleetingPart[]): Frame =>
  build((encoder) => {
    encoding.writeVarUint(encoder, messageType.fleeting)
    encoding.writeVarUint(encoder, parts.length)
    for (const { client, bytes } of parts) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint8Array(encoder, bytes)
    }
  })

/** An update of what one person wrote that waits, to that person alone. */
export const pendingFrame = (update: Uint8Array): Frame =>
  build((encoder) => {
    encoding.writeVarUint(encoder, messageType.pending)
    encoding.writeVarUint8Array(encoder, update)
  })

export const storedFrame = (count: number): Frame =>
  build((encoder) => {
    encoding.writeVarUint(encoder, messageType.stored)
    encoding.writeVarUint(encoder, count)
  })

const jsonFrame = (type: number, value: object): Frame =>
  build((encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarString(encoder, JSON.stringify(value))
  })

export const identityFrame = (identity: Identity): Frame => jsonFrame(messageType.identity, identity)
export const noticeFrame = (notice: RoomNotice): Frame => jsonFrame(messageType.notice, notice)
export const refusedFrame = (refusal: Refusal): Frame => jsonFrame(messageType.refused, refusal)
