import * as encoding from 'lib0/encoding'
import { messageType, syncType } from '#collab/protocol.ts'
import { HostileWriter, type Knowledge, pick, type Random } from './writer.ts'

/** Everything somebody could put into a socket, one kind at a time. */
export const frameKinds = [
  'stepOne',
  'stepTwo',
  'update',
  'awareness',
  'queryAwareness',
  'hello',
  'fleeting',
  'unknown',
  'serverOnly',
  'text',
] as const

export type FrameKind = (typeof frameKinds)[number]

export interface HostileFrame {
  data: Uint8Array
  isBinary: boolean
}

/** What a frame is made from: the room as it is now. */
export interface Material extends Knowledge {
  /** The whole document, its state vector, and an update that this sender could honestly make. */
  whole: Uint8Array
  stateVector: Uint8Array
  honest: Uint8Array
  awarenessId: number
}

const bytesOf = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const noise = (random: Random, most: number) => Uint8Array.from({ length: random(most + 1) }, () => random(256))

/** A malformed frame of a kind: noise, a valid frame with damage, or one that is wrong in what it says. */
export function hostileFrame(kind: FrameKind, random: Random, material: Material): HostileFrame {
  if (kind === 'text') {
    const text = pick(random, ['hello', '{}', '\u0000', '[[['.repeat(100), ''])
    return { data: new TextEncoder().encode(text), isBinary: false }
  }
  const valid = validFrame(kind, random, material)
  const how = random(4)
  if (how === 0) return { data: withHead(valid, noise(random, 80)), isBinary: true }
  if (how === 1 || (kind !== 'stepTwo' && kind !== 'update' && how === 2))
    return { data: damaged(valid, random), isBinary: true }
  return { data: valid, isBinary: true }
}

/** Keeps the message type, so that the noise reaches the code that reads this type. */
function withHead(valid: Uint8Array, rest: Uint8Array): Uint8Array {
  const head = valid[0] === messageType.sync ? 2 : 1
  return new Uint8Array([...valid.subarray(0, head), ...rest])
}

function validFrame(kind: FrameKind, random: Random, material: Material): Uint8Array {
  if (kind === 'stepOne') return sync(syncType.stepOne, stateVector(random, material))
  if (kind === 'stepTwo') return sync(syncType.stepTwo, someUpdate(random, material))
  if (kind === 'update') return sync(syncType.update, someUpdate(random, material))
  if (kind === 'awareness') return awareness(random, material)
  if (kind === 'queryAwareness') return new Uint8Array([messageType.queryAwareness, ...noise(random, 2)])
  if (kind === 'hello') return hello(random)
  if (kind === 'fleeting') return fleeting(random)
  const types = kind === 'serverOnly' ? ([100, 101, 102, 103] as const) : ([2, 4, 42, 99, 106, 2 ** 32] as const)
  return bytesOf((encoder) => {
    encoding.writeVarUint(encoder, pick<number>(random, types))
    encoding.writeUint8Array(encoder, noise(random, 30))
  })
}

export const sync = (type: number, bytes: Uint8Array): Uint8Array =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })

function someUpdate(random: Random, material: Material): Uint8Array {
  const how = random(8)
  if (how === 0) return damaged(random(2) === 0 ? material.whole : material.honest, random)
  if (how === 1) return spliced(material.whole, material.honest, random)
  return new HostileWriter(random, material, pick(random, [0, 20, 60, 200, 500])).update()
}

function stateVector(random: Random, material: Material): Uint8Array {
  if (random(3) === 0) return material.stateVector
  return bytesOf((encoder) => {
    const entries = random(6)
    encoding.writeVarUint(encoder, random(4) === 0 ? pick(random, [0, 2 ** 31, 2 ** 53 - 1, entries + 1]) : entries)
    for (let index = 0; index < entries; index++) {
      const [client, clock] = material.clocks[random(Math.max(1, material.clocks.length))] ?? [1, 1]
      encoding.writeVarUint(encoder, random(3) === 0 ? random(2 ** 32) : client)
      encoding.writeVarUint(encoder, pick(random, [0, clock, random(clock + 1), clock + 5, 2 ** 53 - 1]))
    }
  })
}

function awareness(random: Random, material: Material): Uint8Array {
  const entry = bytesOf((encoder) => {
    const entries = pick(random, [1, 1, 1, 2, 5])
    encoding.writeVarUint(encoder, random(8) === 0 ? pick(random, [0, 500_000, 2 ** 53 - 1]) : entries)
    for (let index = 0; index < entries; index++) {
      const [client] = material.clocks[random(Math.max(1, material.clocks.length))] ?? [1]
      encoding.writeVarUint(encoder, pick(random, [material.awarenessId, material.ownId, client, random(2 ** 32)]))
      encoding.writeVarUint(encoder, pick(random, [0, 1, random(2_000), 2 ** 53 - 1]))
      encoding.writeVarString(
        encoder,
        pick(random, [
          '{}',
          'null',
          '{"user":{"id":"anna","role":"teacher"}}',
          '{"cursor":{"anchor":{},"head":{}}}',
          '{"cursor":{"__proto__":{"a":1}}}',
          '[]',
          '5',
          '{',
          '['.repeat(2_000),
          JSON.stringify({ typing: 'x'.repeat(4_090) }),
        ]),
      )
    }
  })
  return bytesOf((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, entry)
  })
}

/** Up to a little more than is taken. */
const fleeting = (random: Random): Uint8Array =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, messageType.fleeting)
    encoding.writeVarUint8Array(encoder, noise(random, pick(random, [0, 40, 1_040])))
  })

const hello = (random: Random): Uint8Array =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, messageType.hello)
    encoding.writeVarString(
      encoder,
      pick(random, [
        '{}',
        'null',
        '{"schemaVersion":-1,"epoch":1}',
        '{"schemaVersion":1e400,"epoch":1}',
        '{"schemaVersion":1,"epoch":"1"}',
        '{"schemaVersion":1,"epoch":2}',
        '{"__proto__":{"schemaVersion":1,"epoch":1}}',
        '{"schemaVersion":9,"epoch":null,"more":{}}',
        '{"schemaVersion":9,"epoch":null,"unpacks":true}',
        '{"schemaVersion":9,"epoch":null,"unpacks":2}',
        '['.repeat(50_000),
      ]),
    )
  })

/** Bit flips, cuts, copies, numbers without end. The message type stays mostly whole. */
export function damaged(valid: Uint8Array, random: Random): Uint8Array {
  let bytes = [...valid]
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(Math.max(1, bytes.length))
    const how = random(7)
    if (how === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    else if (how === 1) bytes[at] = random(256)
    else if (how === 2) bytes = bytes.slice(0, at)
    else if (how === 3) bytes.splice(at, random(8))
    else if (how === 4) bytes.splice(at, 0, ...bytes.slice(at, at + 1 + random(30)))
    else if (how === 5)
      bytes.splice(
        at,
        1,
        ...pick(random, [
          [0xff, 0xff, 0xff, 0xff, 0x0f],
          [0x80, 0x00],
          [0xff, 0xff],
        ]),
      )
    else bytes.splice(at, 0, ...Array.from({ length: 9 }, () => 0xff))
  }
  return Uint8Array.from(bytes)
}

function spliced(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  return new Uint8Array([...one.subarray(0, random(one.length + 1)), ...other.subarray(random(other.length + 1))])
}
