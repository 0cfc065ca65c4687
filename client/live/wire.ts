import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type HeardNotice, noticeSchema } from '#collab/notices.ts'
import { type Hello, messageType } from '#collab/protocol.ts'
import * as z from '#collab/schema.ts'

/** The bytes of collab/SPEC.md as the browser reads and writes them. */

const identitySchema = z.object({
  clientId: z.number(),
  userId: z.string(),
  paletteIndex: z.number(),
  shape: z.number(),
  access: z.enum(['read', 'write']),
  schemaVersion: z.number(),
  epoch: z.number(),
  /** Milliseconds: until then it only reads, since it has brought what a day allows. */
  spentUntil: z.optional(z.number()),
  isNearlyFull: z.optional(z.boolean()),
  /** Access changed on this connection: so many of the messages sent on it are stored, or will be. */
  taken: z.optional(z.number()),
  /** What is written here waits for a teacher: in this branch, and of each client id from this clock on. */
  branch: z.optional(z.number()),
  pendingFrom: z.optional(z.array(z.tuple([z.number(), z.number()]))),
})

const refusedSchema = z.object({
  // oxlint-disable-next-line promise/valid-params -- it is no promise's
  reason: z.catch(z.enum(['foreign', 'forbidden', 'locked', 'too_large', 'budget']), 'forbidden'),
})

export type Identity = z.infer<typeof identitySchema>
type Refused = z.infer<typeof refusedSchema>

/** Live ink, drags and pointers of somebody, by their awareness id. */
export interface FleetingPart {
  client: number
  bytes: Uint8Array
}

/** What others hear of a connection, beside content and presence. */
export type Heard = Extract<Incoming, { kind: 'notice' | 'fleeting' }>

export type Incoming =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'step2' | 'update'; update: Uint8Array }
  | { kind: 'awareness'; update: Uint8Array }
  /** One's own words that wait: nobody else gets them. */
  | { kind: 'pending'; update: Uint8Array }
  | { kind: 'stored'; count: number }
  | { kind: 'identity'; identity: Identity }
  | { kind: 'notice'; notice: HeardNotice }
  | { kind: 'fleeting'; parts: FleetingPart[] }
  | { kind: 'refused'; reason: Refused['reason'] }
  | { kind: 'other' }

const syncKinds = ['step1', 'step2', 'update'] as const

function readSync(decoder: decoding.Decoder): Incoming {
  const kind = syncKinds[decoding.readVarUint(decoder)]
  const bytes = decoding.readVarUint8Array(decoder)
  if (kind === undefined) return { kind: 'other' }
  return kind === 'step1' ? { kind, stateVector: bytes } : { kind, update: bytes }
}

function readFleeting(decoder: decoding.Decoder): FleetingPart[] {
  const parts: FleetingPart[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--)
    parts.push({ client: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) })
  return parts
}

const readJson = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))

/** Reads one message. Types this client does not know come back as `other`: a newer server may send them. */
export function readMessage(bytes: Uint8Array): Incoming {
  const decoder = decoding.createDecoder(bytes)
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return readSync(decoder)
    case messageType.awareness:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case messageType.pending:
      return { kind: 'pending', update: decoding.readVarUint8Array(decoder) }
    case messageType.stored:
      return { kind: 'stored', count: decoding.readVarUint(decoder) }
    case messageType.identity:
      return { kind: 'identity', identity: identitySchema.parse(readJson(decoder)) }
    case messageType.notice:
      return { kind: 'notice', notice: noticeSchema.parse(readJson(decoder)) }
    case messageType.fleeting:
      return { kind: 'fleeting', parts: readFleeting(decoder) }
    case messageType.refused:
      return { kind: 'refused', reason: refusedSchema.parse(readJson(decoder)).reason }
    default:
      return { kind: 'other' }
  }
}

function message(write: (encoder: encoding.Encoder) => void) {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

export const writeSync = (kind: (typeof syncKinds)[number], bytes: Uint8Array) =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, syncKinds.indexOf(kind))
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const writeAwareness = (update: Uint8Array) =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, update)
  })

export const writeFleeting = (bytes: Uint8Array) =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.fleeting)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const writeQueryAwareness = () =>
  message((encoder) => encoding.writeVarUint(encoder, messageType.queryAwareness))

export const writeHello = (hello: Hello) =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.hello)
    encoding.writeVarString(encoder, JSON.stringify(hello))
  })
