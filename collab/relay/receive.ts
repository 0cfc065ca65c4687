import * as decoding from 'lib0/decoding'
import { z } from 'zod'
import { closeCode, messageType, syncType } from '../protocol.ts'
import type { Connection } from './connection.ts'
import { Malformed, type RelayOptions } from './options.ts'
import type { Room } from './room.ts'

const helloShape = z.object({
  schemaVersion: z.number().int().min(0),
  epoch: z.number().int().nullable(),
  unpacks: z.boolean().default(false),
  branch: z.number().int().nullable().default(null),
})

/** What a message costs of the updates a socket may send in a second. Step 1 makes the relay build an answer. */
const cost = { update: 1, stepOne: 2, awareness: 0.25, fleeting: 0.5, other: 1 } as const

/** Reads one message of a client and does what it says. Bad bytes close the socket they came from and change nothing. */
export function receive(connection: Connection, room: Room, data: Uint8Array, options: RelayOptions): void {
  try {
    dispatch(connection, room, data, options)
  } catch (error) {
    // lib0 and JSON throw plain errors at bad bytes; both mean the same here.
    const code = error instanceof Malformed ? error.code : closeCode.malformed
    connection.close(code, error instanceof Malformed ? error.message : 'malformed')
  }
}

function dispatch(connection: Connection, room: Room, data: Uint8Array, options: RelayOptions): void {
  const decoder = decoding.createDecoder(data)
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return receiveSync(connection, room, decoder)
    case messageType.awareness: {
      connection.spend(cost.awareness, data.length)
      const update = lastPart(decoder)
      if (update.length > options.awarenessBytes) throw new Malformed('awareness too large')
      return room.receiveAwareness(connection, update)
    }
    case messageType.queryAwareness:
      connection.spend(cost.other, data.length)
      noMore(decoder)
      return room.sendAwareness(connection)
    case messageType.fleeting:
      connection.spend(cost.fleeting, data.length)
      return room.receiveFleeting(connection, lastPart(decoder))
    case messageType.hello: {
      connection.spend(cost.other, data.length)
      const json: unknown = JSON.parse(decoding.readVarString(decoder))
      noMore(decoder)
      return room.receiveHello(connection, helloShape.parse(json))
    }
    default:
      throw new Malformed('unknown message type')
  }
}

function receiveSync(connection: Connection, room: Room, decoder: decoding.Decoder): void {
  const type = decoding.readVarUint(decoder)
  const bytes = lastPart(decoder)
  connection.spend(type === syncType.stepOne ? cost.stepOne : cost.update, bytes.length)
  if (type === syncType.stepOne) {
    connection.spendAsk()
    room.receiveStepOne(connection, bytes)
  }
  // Kept for long: a copy, so that it does not keep the socket's read buffer alive.
  else if (type === syncType.stepTwo || type === syncType.update)
    room.receiveUpdate(connection, new Uint8Array(bytes), type === syncType.stepTwo)
  else throw new Malformed('unknown sync type')
}

function lastPart(decoder: decoding.Decoder): Uint8Array {
  const bytes = decoding.readVarUint8Array(decoder)
  noMore(decoder)
  return bytes
}

function noMore(decoder: decoding.Decoder): void {
  if (decoding.hasContent(decoder)) throw new Malformed('bytes after the end')
}
