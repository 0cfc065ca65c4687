import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType, syncType } from '#collab/protocol.ts'
import type { LineKind } from '#test/helpers/wires.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/** Answers as packed messages (SPEC 68). */

const words = (letters: number) => 'the quick brown fox jumps over the lazy dog '.repeat(letters / 44)

let relay: TestRelay
const start = async (options: Parameters<typeof startRelay>[0] = {}) => (relay = await startRelay(options))
afterEach(() => relay.stop())

function pageOf(letters: number): string {
  const ydoc = new Y.Doc()
  ydoc.clientID = 1
  ydoc.getText('t').insert(0, words(letters))
  return relay.store.add({ snapshot: { sequence: 0, bytes: Y.encodeStateAsUpdate(ydoc) } })
}

const packedBytes = ({ heard }: Peer) =>
  heard.filter(({ type }) => type === messageType.packed).reduce((sum, { bytes }) => sum + bytes.length, 0)

describe.each<LineKind>(['socket', 'events'])('a page over a line of kind %s', (line) => {
  beforeEach(() => start())

  it('comes packed, and whole, to who said that it unpacks, and to nobody else (SPEC 68)', async () => {
    const page = pageOf(44_000)
    const [mia, tom] = [
      relay.join(page, 'mia', undefined, { unpacks: true, line }),
      relay.join(page, 'tom', undefined, { line }),
    ]
    await Promise.all([mia.synced(), tom.synced()])
    expect(mia.text).toBe(words(44_000))
    expect(packedBytes(mia)).toBeGreaterThan(0)
    expect(packedBytes(mia)).toBeLessThan(4_400)
    expect(tom.text).toBe(words(44_000))
    expect(packedBytes(tom)).toBe(0)
  })

  it('is sent as it is where it is short (SPEC 68)', async () => {
    const mia = await relay.join(pageOf(4_400), 'mia', undefined, { unpacks: true, line }).synced()
    expect(mia.text).toBe(words(4_400))
    expect(packedBytes(mia)).toBe(0)
  })
})

it('what is written meanwhile is there too (SPEC 68)', async () => {
  await start()
  const page = pageOf(44_000)
  const tom = await relay.join(page, 'tom').synced()
  tom.type(' and then')
  const mia = await relay.join(page, 'mia', undefined, { unpacks: true }).synced()
  tom.type(' the end')
  await until(() => mia.text === `${words(44_000)} and then the end`, 'all of it')
})

it('a large one is packed beside the work, from the second who asks on (SPEC 68)', async () => {
  await start({ packedAtOnceBytes: 10_000 })
  const page = pageOf(44_000)
  const first = await relay.join(page, 'ann', undefined, { unpacks: true }).synced()
  const second = await relay.join(page, 'ben', undefined, { unpacks: true }).synced()
  expect([packedBytes(first), packedBytes(second)]).toEqual([0, 0])
  const third = await relay.join(page, 'mia', undefined, { unpacks: true }).synced()
  expect(packedBytes(third)).toBeGreaterThan(0)
  for (const { text } of [first, second, third]) expect(text).toBe(words(44_000))
})

it('who asks for many different answers does not keep the relay busy with packing them (SPEC 68)', async () => {
  await start({ packEveryMs: 3_600_000, updatesPerSecond: Number.POSITIVE_INFINITY })
  const page = pageOf(44_000)
  const eve = await relay.join(page, 'eve', undefined, { unpacks: true }).synced()
  eve.heard.length = 0
  const answers = () => eve.heard.filter(({ bytes }) => bytes.length > 40_000).length
  for (const clock of [1, 2, 3]) {
    eve.sendSync(syncType.stepOne, new Uint8Array([1, 1, clock]))
    await until(() => answers() === clock, `answer ${clock}`)
  }
  expect(packedBytes(eve)).toBe(0)
})

it('who says later that it does not unpack gets no more of them (SPEC 68)', async () => {
  await start()
  const mia = await relay.join(pageOf(44_000), 'mia', undefined, { unpacks: true }).synced()
  mia.heard.length = 0
  mia.send(messageType.hello, (encoder) => {
    const json = JSON.stringify({ schemaVersion: 1_000, epoch: null })
    encoding.writeVarString(encoder, json)
  })
  mia.sendSync(syncType.stepOne, new Uint8Array([0]))
  await until(() => mia.heard.some(({ bytes }) => bytes.length > 40_000), 'the page')
  expect(packedBytes(mia)).toBe(0)
})
