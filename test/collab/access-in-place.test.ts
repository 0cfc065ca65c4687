import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { closeCode, messageType, spaceRoom } from '#collab/protocol.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

/** Says that this person may only read, or write again, and waits for the relay to have asked. */
async function allow(userId: string, access: 'read' | 'write'): Promise<void> {
  relay.people.set(userId, { access })
  await relay.rooms.recheck({ userIds: [userId] })
}

test.each(lineKinds)('a freeze and a thaw send nobody away (SPEC 84), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  lina.type('before')
  await lina.saved()
  await allow('lina', 'read')
  await until(() => lina.identities.at(-1)?.access === 'read')
  expect(lina.identities.at(-1)).toMatchObject({ clientId: lina.identities[0]?.clientId, taken: lina.sent })
  tom.type(' meanwhile')
  await until(() => lina.text === 'before meanwhile')
  await allow('lina', 'write')
  await until(() => lina.identities.at(-1)?.access === 'write')
  lina.type(' and after')
  await lina.saved()
  expect(relay.store.text(page)).toBe('before meanwhile and after')
  expect([lina.closed, tom.closed]).toEqual([null, null])
  expect(tom.identities.length).toBe(1)
})

test('what was on its way is not taken, not acknowledged and no offence, and comes with the right to write (SPEC 84)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('stored')
  await lina.saved()
  const told = lina.stored
  await allow('lina', 'read')
  lina.type(', too late')
  lina.type(' twice')
  // The relay has read both once it answers what came after them.
  lina.send(messageType.queryAwareness, () => {})
  const heard = lina.heard.filter(({ type }) => type === messageType.awareness).length
  await until(() => lina.heard.filter(({ type }) => type === messageType.awareness).length > heard)
  expect(lina.closed).toBe(null)
  expect(lina.stored).toBe(told)
  expect(lina.identities.at(-1)).toMatchObject({ access: 'read', taken: told })
  expect(relay.store.text(page)).toBe('stored')
  await allow('lina', 'write')
  await until(() => relay.store.text(page) === 'stored, too late twice')
  await lina.saved()
})

test('what was taken before a freeze is acknowledged after it (SPEC 84)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  await until(() => lina.stored === lina.sent)
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  relay.store.beforeAppend = () => held
  lina.type('in the store’s hands')
  await until(() => relay.store.appendsUnderWay > 0)
  await allow('lina', 'read')
  await until(() => lina.identities.at(-1)?.access === 'read')
  expect(lina.identities.at(-1)?.taken).toBe(lina.sent)
  expect(lina.stored).toBe(lina.sent - 1)
  release()
  await lina.saved()
})

test('a stock provider, which cannot be told, is closed to come back as a reader (SPEC 84)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom', { access: 'write' }, { isSilent: true }).synced()
  await allow('tom', 'read')
  expect(await tom.isCut()).toBe(closeCode.accessChanged)
})

test('a ydoc of an older schema stays a reader whatever it may (SPEC 13, 84)', async () => {
  relay = await startRelay()
  const page = relay.store.add({ schemaVersion: 3 })
  const lina = await relay.join(page, 'lina').synced()
  lina.hello(2, null)
  await until(() => lina.identities.at(-1)?.access === 'read')
  await allow('lina', 'read')
  await allow('lina', 'write')
  await until(() => lina.identities.length === 4)
  expect(lina.identities.at(-1)?.access).toBe('read')
})

test('in a space there is nothing to write, and a change is only told (SPEC 50, 84)', async () => {
  relay = await startRelay()
  const space = spaceRoom(randomUUID())
  const mia = await relay.join(space, 'mia').synced()
  await allow('mia', 'read')
  await until(() => mia.identities.length === 2)
  expect(mia.closed).toBe(null)
})

test('a frozen page without writers is worth a version, as one that was left (SPEC 46, 84)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('words')
  await lina.saved()
  await allow('lina', 'read')
  await until(() => relay.store.quiet.some(({ documentId }) => documentId === page))
})
