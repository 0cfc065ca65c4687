import { afterEach, expect, test } from 'vitest'
import { closeCode, messageType } from '#collab/protocol.ts'
import { awarenessOf, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

const user = (id: string, role = 'pupil') => ({ id, role, paletteIndex: 3, shape: 1 })

test('a socket speaks for one id, and never for another person (SPEC 31)', async () => {
  relay = await startRelay({ awarenessMs: 1 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  const id = lina.ydoc.clientID
  lina.sendAwareness(id, 1, { cursor: 1 })
  await until(() => awarenessOf(tom).has(id))
  tom.sendAwareness(id, 500, null)
  tom.sendAwareness(id, 501, { cursor: 'stolen' })
  tom.sendAwareness(4_242, 1, { cursor: 'ghost' })
  tom.sendAwareness(tom.ydoc.clientID, 1, { typing: true })
  await until(() => JSON.stringify(awarenessOf(lina).get(tom.ydoc.clientID) ?? '').includes('typing'))
  expect(awarenessOf(lina).get(id)).toMatchObject({ cursor: 1 })
  expect(new Set(awarenessOf(lina).keys())).toEqual(new Set([id, tom.ydoc.clientID]))
})

test('the user in a state is written by the relay (SPEC 32)', async () => {
  relay = await startRelay({ awarenessMs: 1 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom', { access: 'read', role: 'teacher' }).synced()
  lina.sendAwareness(lina.ydoc.clientID, 1, {
    cursor: { at: 1 },
    typing: true,
    selection: 2,
    lead: { begun: 1 },
    user: { id: 'tom', role: 'teacher' },
    name: 'Teacher',
  })
  await until(() => 'cursor' in Object(awarenessOf(tom).get(lina.ydoc.clientID) ?? {}))
  expect(awarenessOf(tom).get(lina.ydoc.clientID)).toEqual({
    cursor: { at: 1 },
    typing: true,
    selection: 2,
    lead: { begun: 1 },
    user: user('lina'),
  })
  expect(awarenessOf(tom).get(tom.ydoc.clientID)).toEqual({ user: user('tom', 'teacher') })
})

test('a clock far ahead hides nobody, and who comes back is seen at once (SPEC 33)', async () => {
  relay = await startRelay({ awarenessMs: 1 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = relay.provider(page, 'tom')
  const id = lina.ydoc.clientID
  const cursor = () => tom.awareness.getStates().get(id)?.['cursor']
  await until(() => tom.synced && tom.awareness.getStates().has(id))
  lina.sendAwareness(id, 2 ** 52, { cursor: 'hidden' })
  lina.sendAwareness(id, 2, { cursor: 'seen' })
  await until(() => cursor() === 'seen')
  lina.destroy()
  await until(() => !tom.awareness.getStates().has(id))
  const back = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc }).synced()
  await until(() => tom.awareness.getStates().has(id))
  back.sendAwareness(id, 3, { cursor: 'again' })
  back.sendAwareness(id, 4, { cursor: 'again' })
  await until(() => cursor() === 'again')
})

test('a state that is too large closes the socket (SPEC 34)', async () => {
  relay = await startRelay()
  const lina = await relay.join(relay.store.add(), 'lina').synced()
  lina.sendAwareness(lina.ydoc.clientID, 1, { cursor: 'x'.repeat(5_000) })
  expect(await lina.isCut()).toBe(closeCode.malformed)
})

test('many moves of a pointer are one frame with the last, and who leaves is gone (SPEC 35)', async () => {
  relay = await startRelay({ awarenessMs: 40 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  const id = lina.ydoc.clientID
  await until(() => awarenessOf(tom).has(id) && awarenessOf(tom).has(tom.ydoc.clientID))
  const frames = () => tom.heard.filter((message) => message.type === messageType.awareness).length
  const before = frames()
  for (let clock = 1; clock <= 50; clock++) lina.sendAwareness(id, clock, { cursor: clock })
  await until(() => 'cursor' in Object(awarenessOf(tom).get(id) ?? {}))
  await until(() => JSON.stringify(awarenessOf(tom).get(id)).includes('"cursor":50'))
  expect(frames() - before).toBeLessThanOrEqual(2)
  lina.destroy()
  await until(() => !awarenessOf(tom).has(id))
})
