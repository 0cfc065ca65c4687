import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { inkFramesOf, sendInk } from '#test/helpers/ink.ts'
import { awarenessOf, type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

// What one person may do to a room on all their connections together.

let relay: TestRelay
afterEach(() => relay.stop())

test('a loop of connections ends at the door, and the next person comes in (SPEC 76)', async () => {
  relay = await startRelay({ joinsAtOnce: 4, joinsPerSecond: 0.001 })
  const [page, other] = [relay.store.add(), relay.store.add()]
  for (let time = 0; time < 4; time++) {
    const lina = await relay.join(time % 2 === 0 ? page : other, 'lina').synced()
    lina.destroy()
  }
  expect(await relay.join(page, 'lina').isCut()).toBe(closeCode.tooMany)
  await relay.join(page, 'tom').synced()
  relay.clock.aheadMs = 3_000_000
  await relay.join(page, 'lina').synced()
})

test('who asks for everything again and again is read more slowly, on all connections together (SPEC 76)', async () => {
  relay = await startRelay({ asksAtOnce: 4, asksPerSecond: 0.001 })
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  tom.type('hello')
  await tom.saved()
  const second = await relay.join(page, 'lina').synced()
  const first = await relay.join(page, 'lina').synced()
  const answers = (peer: Peer) =>
    peer.heard.filter(({ type, bytes }) => type === messageType.sync && bytes[1] === syncType.stepTwo).length
  const ask = (peer: Peer) => peer.sendSync(syncType.stepOne, Y.encodeStateVector(new Y.Doc()))
  // Two were asked for at the greeting. Of these the fifth is owed, and what comes after it is not read.
  for (let time = 0; time < 3; time++) ask(first)
  await until(() => answers(first) + answers(second) === 5, 'answers')
  ask(first)
  first.type('x')
  await tom.saved()
  tom.type('!')
  await tom.saved()
  expect(answers(first) + answers(second)).toBe(5)
  expect(relay.store.text(page)).toBe('hello!')
})

test('one person does not take the live ink of the others (SPEC 77)', async () => {
  relay = await startRelay({ fleetingMs: 400, fleetingBytesOfAll: 8_192, fleetingBytesOfOne: 2_048 })
  const page = relay.store.add()
  const lina = await shown('lina', page)
  const tom = await shown('tom', page)
  await until(() => awarenessOf(lina).size === 2, 'both shown')
  for (let time = 0; time < 20; time++) sendInk(lina, new Uint8Array(1_000).fill(7))
  // The relay has read all of lina's before it reads this of tom.
  const answers = () => lina.heard.filter(({ type }) => type === messageType.awareness).length
  const before = answers()
  sendPing(lina)
  await until(() => answers() > before, 'an answer')
  sendInk(tom, [42])
  await until(
    () =>
      inkFramesOf(tom)
        .flat()
        .some(({ bytes }) => bytes.length === 1),
    'the ink of tom',
  )
  const byLina = inkFramesOf(tom).map((parts) => parts.filter(({ client }) => client === lina.ydoc.clientID).length)
  expect(Math.max(...byLina)).toBe(2)
})

test('what one person shows of themselves is bounded, its end is what counts, and others are seen at once (SPEC 77)', async () => {
  relay = await startRelay({ awarenessMs: 5, awarenessBytesPerSecond: 1, awarenessBytesAtOnce: 4_000 })
  const page = relay.store.add()
  const lina = await shown('lina', page)
  const tom = await shown('tom', page)
  const shownTo = (peer: Peer, of: Peer) => JSON.stringify(awarenessOf(peer).get(of.ydoc.clientID) ?? null)
  let heardOf = 0
  for (let step = 1; step <= 12; step++) {
    lina.sendAwareness(lina.ydoc.clientID, step, { cursor: { step, long: 'x'.repeat(1_500) } })
    tom.sendAwareness(tom.ydoc.clientID, step, { cursor: { step } })
    await until(() => shownTo(lina, tom).includes(`"step":${step}}`), 'tom')
    if (shownTo(tom, lina).includes(`"step":${step},`)) heardOf++
  }
  expect(heardOf).toBeLessThan(4)
  relay.clock.aheadMs = 10_000_000
  await until(() => shownTo(tom, lina).includes('"step":12,'), 'the last of lina')
})

async function shown(name: string, page: string): Promise<Peer> {
  const peer = await relay.join(page, name).synced()
  await until(() => awarenessOf(peer).has(peer.ydoc.clientID), 'to be shown')
  return peer
}

const sendPing = (peer: Peer) => peer.send(messageType.queryAwareness, () => {})
