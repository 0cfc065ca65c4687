import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { closeCode, spaceRoom } from '#collab/protocol.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test.each(lineKinds)('an address that is no room is closed as unknown (SPEC 1), over %s', async (line) => {
  relay = await startRelay({ line })
  for (const address of ['nothing', randomUUID().slice(1), `space-${randomUUID()}x`, `other-${randomUUID()}`]) {
    expect(await relay.join(address, 'lina').isCut()).toBe(closeCode.unknown)
  }
  const page = relay.store.add()
  await relay.join(`${page}?x=1`, 'lina').synced()
})

test.each(lineKinds)('a page of another site cannot open a socket (SPEC 2), over %s', async (line) => {
  relay = await startRelay({ line })
  const peer = relay.join(
    relay.store.add(),
    'lina',
    { access: 'write' },
    { headers: { origin: 'https://evil.example' } },
  )
  await until(() => peer.failure !== null)
  expect(peer.failure?.message).toContain('403')
  expect(relay.access.asked).toBe(0)
})

test.each(lineKinds)('who has no session is told so by the close code (SPEC 3), over %s', async (line) => {
  relay = await startRelay({ line })
  const peer = relay.join(relay.store.add(), 'nobody')
  relay.people.delete('nobody')
  expect(await peer.isCut()).toBe(closeCode.unauthenticated)
  // A stream tells it without having opened.
  expect(peer.isOpen).toBe(line === 'socket')
  expect(peer.heard).toEqual([])
})

test.each(lineKinds)('where access cannot say, nobody comes in (SPEC 4), over %s', async (line) => {
  relay = await startRelay({ line })
  relay.access.isBroken = true
  expect(await relay.join(relay.store.add(), 'lina').isCut()).toBe(closeCode.unavailable)
})

test.each(lineKinds)('rights taken while access is being asked are taken (SPEC 5), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add()
  relay.access.before = async () => {
    relay.access.before = () => Promise.resolve()
    // The answer is under way with the old facts when they change.
    await new Promise<void>((resolve) => {
      setImmediate(() => {
        relay.people.delete('lina')
        void relay.rooms.recheck({ userIds: ['lina'] })
        resolve()
      })
    })
  }
  expect(await relay.join(page, 'lina').isCut()).toBe(closeCode.unauthenticated)
  expect(relay.access.asked).toBe(2)
})

test.each(lineKinds)('one user cannot fill a room, and a room has an end (SPEC 6), over %s', async (line) => {
  relay = await startRelay({ line, socketsPerUserAndRoom: 2, socketsPerRoom: 3 })
  const page = relay.store.add()
  await relay.join(page, 'lina').synced()
  await relay.join(page, 'lina').synced()
  expect(await relay.join(page, 'lina').isCut()).toBe(closeCode.tooMany)
  await relay.join(page, 'tom').synced()
  expect(await relay.join(page, 'mia').isCut()).toBe(closeCode.tooMany)
})

test.each(lineKinds)(
  'a removed member is cut within a second, whose text is kept, and nobody else notices (SPEC 7), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    const lina = await relay.join(page, 'lina').synced()
    const tom = await relay.join(page, 'tom').synced()
    lina.type('mine')
    await lina.saved()
    relay.people.delete('lina')
    const before = Date.now()
    await relay.rooms.recheck({ userIds: ['lina'] })
    expect(await lina.isCut()).toBe(closeCode.unauthenticated)
    expect(Date.now() - before).toBeLessThan(1_000)
    tom.type('!')
    await tom.saved()
    expect(tom.closed).toBe(null)
    expect(relay.store.text(page)).toBe('mine!')
  },
)

test.each(lineKinds)('whose role changed comes back to be judged anew (SPEC 7), over %s', async (line) => {
  relay = await startRelay({ line })
  const project = randomUUID()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', { access: 'write', projectId: project }).synced()
  const tom = await relay.join(page, 'tom', { access: 'write', projectId: randomUUID() }).synced()
  const space = await relay.join(spaceRoom(project), 'mia', { access: 'read' }).synced()
  await relay.rooms.recheck({ documentIds: [page] })
  expect([lina.closed, tom.closed]).toEqual([null, null])
  relay.people.set('lina', { access: 'write', role: 'teacher', projectId: project })
  relay.people.set('tom', { access: 'write', role: 'teacher', projectId: project })
  relay.people.set('mia', { access: 'read', role: 'teacher' })
  await relay.rooms.recheck({ projectIds: [project] })
  expect(await lina.isCut()).toBe(closeCode.accessChanged)
  expect(await space.isCut()).toBe(closeCode.accessChanged)
  expect(tom.closed).toBe(null)
  await relay.rooms.recheck({ sessionIds: ['session-tom'] })
  expect(await tom.isCut()).toBe(closeCode.accessChanged)
})

test.each(lineKinds)('where access does not answer a recheck, the socket is closed (SPEC 7), over %s', async (line) => {
  relay = await startRelay({ line, recheckTimeoutMs: 30 })
  const lina = await relay.join(relay.store.add(), 'lina').synced()
  relay.access.before = () => new Promise(() => {})
  await relay.rooms.recheck({ userIds: ['lina'] })
  expect(await lina.isCut()).toBe(closeCode.unavailable)
})

test.each(lineKinds)(
  'a session that runs out ends its sockets at once, one that was used meanwhile does not (SPEC 8), over %s',
  async (line) => {
    relay = await startRelay({ line, expiryMs: 10 })
    const page = relay.store.add()
    const endsAt = Date.now() + 100
    const lina = await relay.join(page, 'lina', { access: 'write', until: endsAt }).synced()
    const tom = await relay.join(page, 'tom', { access: 'write', until: endsAt }).synced()
    relay.people.delete('lina')
    relay.people.set('tom', { access: 'write', until: endsAt + 3_600_000 })
    expect(await lina.isCut()).toBe(closeCode.unauthenticated)
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt)
    const asked = relay.access.asked
    tom.type('on')
    await tom.saved()
    expect([relay.access.asked, tom.closed]).toEqual([asked, null])
  },
)

test.each(lineKinds)('a session that nobody said has ended ends its sockets (SPEC 8), over %s', async (line) => {
  relay = await startRelay({ line, recheckMs: 20 })
  const lina = await relay.join(relay.store.add(), 'lina').synced()
  const asked = relay.access.asked
  await until(() => relay.access.asked > asked + 1)
  expect(lina.closed).toBe(null)
  relay.people.delete('lina')
  expect(await lina.isCut()).toBe(closeCode.unauthenticated)
})
