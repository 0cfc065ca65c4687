import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '#collab/protocol.ts'
import { seeded, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

test('a page that does not exist, or cannot be loaded, says so; the next visit loads again (SPEC 43)', async () => {
  relay = await startRelay()
  expect(await relay.join(randomUUID(), 'lina').isCut()).toBe(closeCode.unknown)
  const page = relay.store.add()
  relay.store.beforeLoad = () => Promise.reject(new Error('away'))
  expect(await relay.join(page, 'lina').isCut()).toBe(closeCode.unavailable)
  relay.store.beforeLoad = () => Promise.resolve()
  await relay.join(page, 'lina').synced()
})

test('who opens a page while it is being closed finds everything (SPEC 44)', async () => {
  relay = await startRelay({ lingerMs: 1, snapshotRowsAtUnload: 0 })
  const page = relay.store.add()
  const random = seeded(21)
  const slow = () => wait(random(6))
  relay.store.beforeAppend = slow
  relay.store.beforeSnapshot = slow
  relay.store.beforeLoad = slow
  let expected = ''
  for (let visit = 0; visit < 60; visit++) {
    const lina = await relay.join(page, 'lina').synced()
    expect(lina.text).toBe(expected)
    lina.type(`${visit} `)
    expected += `${visit} `
    // Leaves with its words sent and not yet stored, and nobody left who could bring them again.
    lina.ws.close()
    await lina.isCut()
    await wait(random(14))
  }
  await until(() => relay.store.text(page) === expected)
  expect(relay.store.snapshots).toBeGreaterThan(0)
})

test('a room that is reset while it is being loaded is loaded again, and is one room (SPEC 43, 63)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  let goOn = () => {}
  const held = new Promise<void>((resolve) => (goOn = resolve))
  relay.store.beforeLoad = () => held
  const lina = relay.join(page, 'lina')
  await until(() => relay.store.loads === 1)
  relay.rooms.reset(page)
  relay.store.beforeLoad = () => Promise.resolve()
  const tom = relay.join(page, 'tom')
  goOn()
  await Promise.all([lina.synced(), tom.synced()])
  expect(relay.rooms.present({ documentId: page }).toSorted()).toEqual(['lina', 'tom'])
  expect(relay.store.loads).toBe(2)
  lina.type('together')
  await until(() => tom.text === 'together')
})

test('a room nobody is in is let go once all is stored (SPEC 44)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  relay.store.isBroken = true
  lina.type('kept')
  lina.ws.close()
  await lina.isCut()
  const loads = relay.store.loads
  const tries = relay.store.appends
  await until(() => relay.store.appends > tries + 2)
  relay.store.isBroken = false
  await until(() => relay.store.text(page) === 'kept')
  await until(() => relay.rooms.present({ documentId: page }).length === 0)
  const tom = await relay.join(page, 'tom').synced()
  expect(tom.text).toBe('kept')
  expect(relay.store.loads).toBeGreaterThan(loads)
})

test('a snapshot holds the committed rows and what was deleted, live and at the end (SPEC 45)', async () => {
  relay = await startRelay({ snapshotRows: 5, snapshotRowsAtUnload: 2, snapshotEveryMs: 0, updatesPerSecond: 1_000 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  for (let index = 0; index < 12; index++) {
    lina.type(`word${index} `)
    if (index === 4) lina.ydoc.getText('t').delete(0, 6)
    await lina.saved()
  }
  await until(() => relay.store.snapshots > 0)
  lina.ws.close()
  const tom = await relay.join(page, 'tom').synced()
  expect(tom.text).toBe(lina.text)
  const snapshot = relay.store.get(page).snapshot?.bytes ?? new Uint8Array()
  const kept = Y.decodeUpdate(snapshot)
    .structs.map((struct) => ('content' in struct ? struct.content.getContent().join('') : ''))
    .join('')
  expect(kept).toContain('word0 ')
})

test('a room that ends with many rows leaves a snapshot, and one that fails loses nothing (SPEC 45)', async () => {
  relay = await startRelay({ snapshotRowsAtUnload: 2 })
  const [page, other] = [relay.store.add(), relay.store.add()]
  const write = async (id: string) => {
    const lina = await relay.join(id, 'lina').synced()
    for (const word of ['one ', 'two ', 'three']) {
      lina.type(word)
      await lina.saved()
    }
    lina.ws.close()
  }
  await write(page)
  await until(() => relay.store.get(page).snapshot?.sequence === 3)
  relay.store.beforeSnapshot = () => Promise.reject(new Error('no space'))
  await write(other)
  expect((await relay.join(other, 'tom').synced()).text).toBe('one two three')
  expect((await relay.join(page, 'tom').synced()).text).toBe('one two three')
})

test('a document that went quiet, or was left, is told once per change (SPEC 46)', async () => {
  relay = await startRelay({ quietMs: 30 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const reader = await relay.join(page, 'tom', { access: 'read' }).synced()
  lina.type('a')
  await until(() => relay.store.quiet.length === 1)
  // Twice the quiet time: that nothing more is told can only be seen by letting it pass.
  await wait(60)
  expect(relay.store.quiet).toEqual([{ documentId: page, sequence: 1 }])
  lina.type('b')
  lina.ws.close()
  await until(() => relay.store.quiet.length === 2)
  expect(relay.store.quiet[1]).toEqual({ documentId: page, sequence: 2 })
  expect(reader.closed).toBe(null)
})

test('a peer that answers no ping is cut, others are not (SPEC 51)', async () => {
  relay = await startRelay({ pingMs: 40 })
  const page = relay.store.add()
  const dead = await relay.join(page, 'lina').synced()
  const alive = await relay.join(page, 'tom').synced()
  dead.ws.pause()
  await until(() => relay.rooms.present({ documentId: page }).length === 1)
  // Three pings: that the living one stays can only be seen by letting them pass.
  await wait(120)
  expect(relay.rooms.present({ documentId: page })).toEqual(['tom'])
  expect(alive.closed).toBe(null)
  dead.ws.resume()
})

test.each(lineKinds)(
  'a restart stores and acknowledges, then sends everybody away with a delay (SPEC 52), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    const peers = await Promise.all(['lina', 'tom', 'mia'].map((name) => relay.join(page, name).synced()))
    relay.store.beforeAppend = () => wait(30)
    for (const peer of peers) peer.type('last words ')
    await until(() => relay.store.appends > 0 && peers.every((peer) => peer.text.length === 33))
    const closing = relay.rooms.close()
    const late = relay.join(page, 'late')
    await closing
    expect(await Promise.all(peers.map((peer) => peer.isCut()))).toEqual([
      closeCode.restart,
      closeCode.restart,
      closeCode.restart,
    ])
    expect(peers.every((peer) => /^delay=\d+$/.test(peer.closed?.reason ?? '') && peer.stored === peer.sent)).toBe(true)
    expect(relay.store.text(page).length).toBe(33)
    await until(() => (line === 'socket' ? late.failure !== null : late.closed?.code === closeCode.restart))
    await expect(relay.rooms.edit(page, null, () => {})).rejects.toThrow('closing')
  },
)
