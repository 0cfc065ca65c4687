import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { seeded, sortedEntries, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test.each(lineKinds)(
  'a connection is asked for what it has, then told who is here, and a hello is answered with who it is (SPEC 9), over %s',
  async (line) => {
    relay = await startRelay({ line, awarenessMs: 1 })
    const page = relay.store.add({ epoch: 4, schemaVersion: 2 })
    const tom = await relay.join(page, 'tom').synced()
    tom.sendAwareness(tom.ydoc.clientID, 1, { cursor: 1 })
    await until(() => tom.heard.some((message) => message.type === messageType.awareness))
    const lina = relay.join(page, 'lina', { access: 'read' }, { isManual: true, isSilent: true })
    await until(() => lina.heard.length >= 2)
    const [first, second] = lina.heard.map((message) => message.type)
    expect([first, second]).toEqual([messageType.sync, messageType.awareness])
    lina.hello(2, null)
    await until(() => lina.identities.length > 0)
    expect(lina.identities[0]).toMatchObject({
      userId: 'lina',
      access: 'read',
      epoch: 4,
      schemaVersion: 2,
      paletteIndex: 3,
      shape: 1,
    })
    expect(lina.identities[0]?.clientId).not.toBe(tom.identities[0]?.clientId)
  },
)

test('what is written under the issued id is its user’s at once, in a first step 2 too (SPEC 9)', async () => {
  relay = await startRelay({ healMs: 60_000 })
  const page = relay.store.add()
  const lina = relay.join(page, 'lina', { access: 'write' }, { isManual: true })
  await until(() => lina.identities.length > 0)
  lina.ydoc.clientID = lina.identities[0]?.clientId ?? 0
  lina.type('mine')
  lina.sendSync(syncType.stepTwo, Y.encodeStateAsUpdate(lina.ydoc))
  await lina.saved()
  expect([...relay.store.get(page).contributors]).toEqual([[lina.ydoc.clientID, 'lina']])
})

test.each(lineKinds)(
  'two people see each other type, and who comes later or comes back gets all of it (SPEC 10), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    const lina = await relay.join(page, 'lina').synced()
    const tom = await relay.join(page, 'tom').synced()
    lina.type('hello ')
    await until(() => tom.text === 'hello ')
    tom.type('world')
    await until(() => lina.text === 'hello world')
    await Promise.all([lina.saved(), tom.saved()])
    const late = await relay.join(page, 'mia').synced()
    expect(late.text).toBe('hello world')
    tom.destroy()
    lina.ydoc.getText('t').delete(0, 6)
    lina.type('!')
    await lina.saved()
    const back = await relay.join(page, 'tom', { access: 'write' }, { ydoc: tom.ydoc }).synced()
    expect(back.text).toBe('world!')
    const hostile = await relay.join(page, 'mia').synced()
    hostile.sendSync(syncType.stepOne, new Uint8Array(70_000))
    expect(await hostile.isCut()).toBe(closeCode.malformed)
  },
)

test.each(lineKinds)(
  'a class of 30 that opens a page at once gets it from one load (SPEC 10, 43), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    await relay.rooms.edit(page, null, (ydoc) => ydoc.getText('t').insert(0, 'template '.repeat(2_000)))
    const loads = relay.store.loads
    const all = await Promise.all(Array.from({ length: 30 }, (_, index) => relay.join(page, `pupil${index}`).synced()))
    expect(all.map((peer) => peer.text.length)).toEqual(all.map(() => 18_000))
    expect(relay.store.loads - loads).toBeLessThanOrEqual(1)
  },
)

test('a stock y-websocket provider reads and writes (SPEC 11)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = relay.provider(page, 'lina')
  const tom = relay.provider(page, 'tom')
  await until(() => lina.synced && tom.synced)
  lina.awareness.setLocalStateField('cursor', { at: 1 })
  lina.doc.getText('t').insert(0, 'from a stock client')
  await until(() => tom.doc.getText('t').toString() === 'from a stock client')
  await until(() => relay.store.text(page) === 'from a stock client')
  await until(() => tom.awareness.getStates().get(lina.awareness.clientID)?.['cursor'] !== undefined)
  lina.disconnect()
  await until(() => !tom.awareness.getStates().has(lina.awareness.clientID))
  lina.doc.getText('t').insert(0, 'offline ')
  lina.connect()
  await until(() => tom.doc.getText('t').toString() === 'offline from a stock client')
})

test.each(lineKinds)('content of another epoch is never merged in (SPEC 12), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add({ epoch: 2 })
  const lina = relay.join(page, 'lina', { access: 'write' }, { isManual: true })
  await until(() => lina.isOpen)
  lina.hello(1, 1)
  lina.sendSync(syncType.update, Y.encodeStateAsUpdate(lina.ydoc))
  expect(await lina.isCut()).toBe(closeCode.otherEpoch)
  const fresh = await relay.join(page, 'lina').synced()
  fresh.hello(1, null)
  fresh.hello(1, 2)
  fresh.type('new')
  await fresh.saved()
})

test.each(lineKinds)('a tab with an older schema may read and not write (SPEC 13), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add({ schemaVersion: 2 })
  const lina = await relay.join(page, 'lina').synced()
  lina.hello(1, null)
  await until(() => lina.identities.length === 2)
  expect(lina.identities.map((identity) => identity.access)).toEqual(['write', 'read'])
  lina.type('old')
  expect(await lina.isCut()).toBe(closeCode.accessChanged)
  expect(relay.store.get(page).rows).toEqual([])
})

test('what a client sends again makes no row and counts as stored (SPEC 16)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('once')
  lina.ydoc.getText('t').delete(0, 1)
  await lina.saved()
  const rows = relay.store.get(page).rows.length
  lina.sendSync(syncType.update, Y.encodeStateAsUpdate(lina.ydoc))
  lina.sendSync(syncType.stepTwo, Y.encodeStateAsUpdate(lina.ydoc))
  await lina.saved()
  expect(relay.store.get(page).rows.length).toBe(rows)
})

test('the first words leave at once and what follows leaves together (SPEC 27, 28)', async () => {
  relay = await startRelay({ windowMs: 60, windowMaxMs: 60 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  await lina.saved()
  const heardBy = (peer: typeof tom) => peer.heard.filter((message) => message.type === messageType.sync).length
  const [byLina, byTom] = [heardBy(lina), heardBy(tom)]
  for (const letter of 'typing fast') lina.type(letter)
  await until(() => tom.text === 'typing fast')
  expect(heardBy(tom) - byTom).toBe(2)
  expect(heardBy(lina) - byLina).toBe(0)
})

for (const seed of [1, 2, 3]) {
  test(`random writers who come and go, over either line, end with the same document as the store (seed ${seed})`, async () => {
    relay = await startRelay({ updatesPerSecond: 10_000 })
    const page = relay.store.add()
    const random = seeded(seed)
    const docs = Array.from({ length: 5 }, () => new Y.Doc())
    const open = (index: number) =>
      relay.join(
        page,
        `pupil${index}`,
        { access: 'write' },
        { ydoc: docs[index] ?? new Y.Doc(), line: index % 2 === 0 ? 'socket' : 'events' },
      )
    const peers = await Promise.all(docs.map((_, index) => open(index).synced()))
    for (let step = 0; step < 400; step++) {
      const index = random(5)
      const peer = peers[index]
      if (peer === undefined) continue
      const text = peer.ydoc.getText('t')
      const what = random(20)
      if (what < 12) text.insert(random(text.length + 1), `${index}${step} `)
      else if (what < 16 && text.length > 3) text.delete(random(text.length - 2), 2)
      else if (what < 18) peer.ydoc.getMap('m').set(`k${random(3)}`, step)
      else if (what === 18) peer.destroy()
      else if (peer.ws.readyState > 1) peers[index] = open(index)
      if (random(6) === 0) await new Promise((resolve) => void setImmediate(resolve))
    }
    for (const [index, peer] of peers.entries()) if (peer.ws.readyState > 1) peers[index] = open(index)
    await Promise.all(peers.map((peer) => peer.synced()))
    const stateOf = (ydoc: Y.Doc) =>
      JSON.stringify([ydoc.getText('t').toString(), sortedEntries(ydoc.getMap('m').toJSON())])
    await until(
      () => new Set([...docs.map(stateOf), stateOf(relay.store.ydoc(page))]).size === 1,
      'the same everywhere',
    )
    expect(relay.store.ydoc(page).store.pendingStructs).toBe(null)
  })
}

/** A ydoc with words of its own that hang on words it does not have, as a device keeps them. */
function orphaned(): { ydoc: Y.Doc; missing: Uint8Array } {
  const author = new Y.Doc()
  author.getText('t').insert(0, 'lost')
  const missing = Y.encodeStateAsUpdate(author)
  const writer = new Y.Doc()
  Y.applyUpdate(writer, missing)
  const stateVector = Y.encodeStateVector(writer)
  writer.getText('t').insert(4, ' kept')
  const ydoc = new Y.Doc()
  ydoc.clientID = writer.clientID
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(writer, stateVector))
  return { ydoc, missing }
}

test('words that hang on what nobody has are asked for a few times, typing or not, then refused (SPEC 15, 20)', async () => {
  relay = await startRelay({ healMs: 150, updatesPerSecond: 1_000 })
  const page = relay.store.add()
  const { ydoc } = orphaned()
  const lina = await relay.join(page, 'lina', { access: 'write' }, { ydoc }).synced()
  for (let count = 0; count < 10; count++) lina.sendSync(syncType.update, Y.encodeStateAsUpdate(ydoc))
  await until(() => lina.refusals.length > 0, 'a refusal')
  expect(lina.refusals).toMatchObject([{ reason: 'foreign' }])
  // The greeting's, and four more.
  expect(lina.stepOnesHeard).toBe(5)
  expect(lina.stored).toBe(0)
  expect(relay.store.get(page).rows).toEqual([])
})

test('where their author comes back in time, they are taken with the author’s (SPEC 15, 20)', async () => {
  const healMs = 60_000
  relay = await startRelay({ healMs })
  const page = relay.store.add()
  const { ydoc, missing } = orphaned()
  const lina = await relay.join(page, 'lina', { access: 'write' }, { ydoc }).synced()
  const tom = await relay.join(page, 'tom').synced()
  tom.sendSync(syncType.update, missing)
  await tom.saved()
  await until(() => relay.clock.endWaits(healMs) > 0, 'a question that waits')
  await until(() => lina.stored > 0, 'stored')
  expect(relay.store.text(page)).toBe('lost kept')
  expect(lina.refusals).toEqual([])
})
