import { crcOf } from '#collab/relay/crc.ts'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

/** A promise to be kept by the test. */
function gate() {
  let open = () => {}
  const wait = new Promise<void>((resolve) => (open = resolve))
  return { wait, open }
}

test('a class that types makes few transactions, one row per author, without a gap (SPEC 36)', async () => {
  relay = await startRelay({ updatesPerSecond: 1_000 })
  const pages = [relay.store.add(), relay.store.add()]
  const peers = await Promise.all(
    pages.flatMap((page, room) => ['lina', 'tom', 'mia'].map((name) => relay.join(page, `${name}${room}`).synced())),
  )
  const disk = gate()
  relay.store.beforeAppend = () => disk.wait
  for (let index = 0; index < 20; index++) for (const peer of peers) peer.type('x')
  await until(() => relay.store.appendsUnderWay === 1)
  await until(() => peers.every((peer) => peer.text.length === 60))
  const appends = relay.store.appends
  disk.open()
  await Promise.all(peers.map((peer) => peer.saved()))
  expect(relay.store.appends - appends).toBeLessThanOrEqual(2)
  expect(relay.store.appendsUnderWayMax).toBe(1)
  for (const page of pages) {
    const { rows } = relay.store.get(page)
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_row, index) => index + 1))
    expect(rows.every((row) => row.crc === crcOf(row.bytes, row.sequence))).toBe(true)
    expect(rows.length).toBeLessThanOrEqual(9)
    expect(relay.store.text(page).length).toBe(60)
  }
})

test('nothing is called stored before its commit (SPEC 37)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  await lina.saved()
  const before = lina.stored
  const disk = gate()
  relay.store.beforeAppend = () => disk.wait
  lina.type('a')
  await until(() => tom.text === 'a')
  lina.type('b')
  await until(() => tom.text === 'ab')
  expect(lina.stored).toBe(before)
  disk.open()
  await lina.saved()
  expect(relay.store.text(page)).toBe('ab')
  expect(lina.heard.filter((message) => message.type === messageType.stored).length).toBeLessThanOrEqual(4)
})

test('the count stops at a word that was not taken until all of it is there (SPEC 38)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = relay.join(page, 'lina', { access: 'write' }, { isManual: true })
  await until(() => lina.identities.length === 1)
  const steps: Uint8Array[] = []
  lina.ydoc.on('update', (update: Uint8Array) => steps.push(update))
  for (const letter of 'abc') lina.type(letter)
  const send = (index: number) => lina.sendSync(syncType.update, steps[index] ?? new Uint8Array())
  send(0)
  await until(() => lina.stored === 1)
  send(2)
  await until(() => lina.stepOnesHeard === 2)
  send(1)
  await until(() => relay.store.text(page) === 'ab')
  expect(lina.stored).toBe(1)
  lina.sendSync(syncType.stepTwo, Y.encodeStateAsUpdate(lina.ydoc))
  await until(() => lina.stored === 4)
  expect(relay.store.text(page)).toBe('abc')
})

test('while the disk is broken people go on together, nobody is told stored, and then all of it is (SPEC 39)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  await lina.saved()
  const before = lina.stored
  relay.store.isBroken = true
  lina.type('written ')
  await until(() => tom.text === 'written ')
  const tries = relay.store.appends
  await until(() => relay.store.appends > tries + 2)
  lina.destroy()
  tom.destroy()
  const mia = await relay.join(page, 'mia').synced()
  expect(mia.text).toBe('written ')
  expect([lina.stored, relay.store.text(page)]).toEqual([before, ''])
  relay.store.isBroken = false
  await until(() => relay.store.text(page) === 'written ')
  expect(relay.store.get(page).rows[0]?.authorId).toBe('lina')
})

test('one document that cannot be stored does not hold up another (SPEC 39)', async () => {
  relay = await startRelay()
  const [bad, good] = [relay.store.add(), relay.store.add()]
  const lina = await relay.join(bad, 'lina').synced()
  const tom = await relay.join(good, 'tom').synced()
  relay.store.brokenDocument = bad
  lina.type('x')
  for (let index = 0; index < 5; index++) {
    tom.type('y')
    await tom.saved()
  }
  expect(lina.stored).toBeLessThan(lina.sent)
  relay.store.brokenDocument = null
  await lina.saved()
})

test('a commit whose answer was lost counts, once (SPEC 40)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  relay.store.losesAnswer = true
  lina.type('once')
  await lina.saved()
  expect(relay.store.get(page).rows.length).toBe(1)
  relay.store.losesAnswer = true
  await relay.rooms.edit(page, 'lina', (ydoc) => ydoc.getText('t').insert(0, 'and '))
  expect(relay.store.text(page)).toBe('and once')
  expect(relay.store.get(page).rows.length).toBe(2)
})

test('where another process writes the log, people come back and bring what was not stored (SPEC 41)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('mine ')
  await lina.saved()
  const other = await startRelay({}, relay.store)
  const tom = await other.join(page, 'tom').synced()
  tom.type('theirs')
  await tom.saved()
  lina.type('more ')
  expect(await lina.isCut()).toBe(closeCode.restart)
  expect(lina.stored).toBeLessThan(lina.sent)
  const back = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc }).synced()
  await back.saved()
  await other.stop()
  const text = relay.store.text(page)
  expect([text.includes('mine ') && text.includes('more '), text.includes('theirs'), text.length]).toEqual([
    true,
    true,
    16,
  ])
})

test('a document that is gone sends its people away (SPEC 41)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  relay.store.documents.delete(page)
  lina.type('x')
  expect(await lina.isCut()).toBe(closeCode.unknown)
})

test('when too much waits for the store, writing stops (SPEC 42)', async () => {
  relay = await startRelay({ unflushedBytes: 1_000 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const reader = await relay.join(page, 'tom', { access: 'read' }).synced()
  relay.store.isBroken = true
  lina.type('x'.repeat(2_000))
  expect(await lina.isCut()).toBe(closeCode.tooMany)
  expect(reader.closed).toBe(null)
  relay.store.isBroken = false
  await until(() => relay.store.text(page).length === 2_000)
})

test('all rooms together may not wait for more than so much either (SPEC 42)', async () => {
  relay = await startRelay({ unflushedBytesOfAll: 3_000 })
  const pages = [relay.store.add(), relay.store.add()]
  const [lina, tom] = await Promise.all(pages.map((page, at) => relay.join(page, at === 0 ? 'lina' : 'tom').synced()))
  relay.store.isBroken = true
  lina?.type('x'.repeat(2_000))
  await until(() => relay.store.appends > 0)
  expect(lina?.closed).toBe(null)
  tom?.type('x'.repeat(2_000))
  expect(await tom?.isCut()).toBe(closeCode.tooMany)
  expect(lina?.closed).toBe(null)
  relay.store.isBroken = false
  await until(() => pages.every((page) => relay.store.text(page).length === 2_000))
})

test('a row whose answer is lost is in the snapshot that its commit was to bring, once it is known as ours (SPEC 40, 45)', async () => {
  relay = await startRelay({ snapshotRows: 1, snapshotEveryMs: 0 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const { store } = relay
  lina.type('a')
  await lina.saved()
  const looked = gate()
  store.beforeLoad = () => looked.wait
  store.losesAnswer = true
  lina.type('b')
  await until(() => store.get(page).rows.length === 2)
  expect(store.snapshots).toBe(0)
  looked.open()
  await lina.saved()
  await until(() => store.snapshots === 1, 'a snapshot')
  expect(store.get(page).snapshot?.sequence).toBe(2)
  expect(lina.closed).toBeNull()
  expect(store.get(page).rows.length).toBe(2)
  expect(store.text(page)).toBe('ab')
})

test('blocks that hang on a later row of their commit keep their places when the log is read again (SPEC 36, 61)', async () => {
  relay = await startRelay()
  const page = relay.store.add({ check: documentKinds.page.check })
  const [lina, tom] = await Promise.all(['lina', 'tom'].map((name) => relay.join(page, name).synced()))
  const disk = gate()
  const push = (peer: Peer | undefined) => peer?.ydoc.getXmlFragment('content').push([new Y.XmlElement('paragraph')])
  const reached = (length: number) =>
    until(() => [lina, tom].every((peer) => peer?.ydoc.getXmlFragment('content').length === length))
  push(lina)
  await lina?.saved()
  relay.store.beforeAppend = () => disk.wait
  // One commit: Lina's row is the first, and her second block in it stands beside Tom's.
  for (const [index, peer] of [lina, lina, tom, lina].entries()) {
    push(peer)
    await reached(index + 2)
  }
  disk.open()
  await Promise.all([lina?.saved(), tom?.saved()])
  const { store } = relay
  relay.crash()
  relay = await startRelay({}, store)
  const mia = await relay.join(page, 'mia').synced()
  push(mia)
  await mia.saved()
  expect(mia.refusals).toEqual([])
})

test('a session that ends while a restart waits for the store ends its sockets (SPEC 8, 52)', async () => {
  relay = await startRelay({ expiryMs: 10 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', { access: 'write', until: Date.now() + 200 }).synced()
  const tom = await relay.join(page, 'tom').synced()
  const disk = gate()
  relay.store.beforeAppend = () => disk.wait
  tom.type('a')
  await until(() => relay.store.appendsUnderWay === 1)
  const closing = relay.rooms.close()
  relay.people.delete('lina')
  expect(await lina.isCut()).toBe(closeCode.unauthenticated)
  expect(tom.closed).toBeNull()
  disk.open()
  await closing
  expect(await tom.isCut()).toBe(closeCode.restart)
})

test('deletes that are there are cut off, also where what is left comes in as many pieces (SPEC 16)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('abcdefgh')
  const tom = await relay.join(page, 'tom').synced()
  lina.ydoc.getText('t').delete(5, 1)
  lina.ydoc.getText('t').delete(0, 2)
  await lina.saved()
  await until(() => tom.text === 'cdegh')
  // "ab", which is deleted already, and "efg", of which the middle is: one piece less and one more.
  const late = new Y.Doc()
  Y.applyUpdate(late, relay.store.get(page).rows[0]?.bytes ?? new Uint8Array())
  const stateVector = Y.encodeStateVector(late)
  late.transact(() => {
    late.getText('t').delete(4, 3)
    late.getText('t').delete(0, 2)
  })
  const before = relay.store.get(page).rows.length
  tom.sendSync(syncType.update, Y.encodeStateAsUpdate(late, stateVector))
  await tom.saved()
  const row = relay.store.get(page).rows[before]
  const ranges = [...Y.decodeUpdate(row?.bytes ?? new Uint8Array()).ds.clients.values()].flat()
  expect(ranges.map(({ clock, len }) => [clock, len])).toEqual([
    [4, 1],
    [6, 1],
  ])
})
