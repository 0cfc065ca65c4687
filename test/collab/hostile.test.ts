import * as encoding from 'lib0/encoding'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, syncType } from '#collab/protocol.ts'
import { Peer, seeded, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

const bytesOf = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const updateOf = (clientId: number, change: (ydoc: Y.Doc) => void, onto?: Y.Doc): Uint8Array => {
  const ydoc = new Y.Doc()
  if (onto !== undefined) Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(onto))
  ydoc.clientID = clientId
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  change(ydoc)
  return Y.mergeUpdates(updates)
}

/** One struct of client 7 at clock 0 whose content is `any`. */
const withAny = (any: Uint8Array) => new Uint8Array([1, 1, 7, 0, 8, 1, 1, 116, 1, ...any, 0])

const vectors: Record<string, Uint8Array> = {
  'nothing at all': new Uint8Array([]),
  'seven bytes that announce 30 million structs': new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 7, 0]),
  'a count beyond the end': new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1]),
  'deletes beyond the end': new Uint8Array([0, 1, 7, 0xff, 0xff, 0xff, 0x0f]),
  'an endless number': new Uint8Array(40).fill(0xff),
  'values nested a thousand deep': withAny(
    bytesOf((encoder) => {
      for (let depth = 0; depth < 1_000; depth++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
      encoding.writeUint8(encoder, 126)
    }),
  ),
  'a struct of no length': new Uint8Array([1, 1, 7, 0, 1, 1, 1, 116, 0, 0]),
  'a text that is no UTF-8': new Uint8Array([1, 1, 7, 0, 4, 1, 1, 116, 2, 0xc3, 0x28, 0]),
  'a struct that needs itself': new Uint8Array([1, 1, 7, 0, 132, 7, 0, 1, 97, 0]),
  'a document in a document': updateOf(7, (ydoc) => ydoc.getMap('m').set('k', new Y.Doc())),
  'a key that is a prototype': updateOf(7, (ydoc) => ydoc.getMap('m').set('__proto__', 1)),
  'a prototype inside a value': withAny(
    bytesOf((encoder) => encoding.writeAny(encoder, JSON.parse('{"__proto__":{"isAdmin":true}}'))),
  ),
  'a format that is no JSON': new Uint8Array([1, 1, 7, 0, 6, 1, 1, 116, 1, 98, 1, 123, 0]),
  'bytes after the end': new Uint8Array([0, 0, 0]),
  'clients out of order': new Uint8Array([2, 1, 7, 0, 4, 1, 1, 116, 1, 97, 1, 8, 0, 4, 1, 1, 116, 1, 97, 0]),
  'an update of the second version': Y.convertUpdateFormatV1ToV2(
    updateOf(7, (ydoc) => ydoc.getText('t').insert(0, 'second version')),
  ),
}

for (const [name, bytes] of Object.entries(vectors)) {
  test(`${name} closes the socket and changes nothing (SPEC 14)`, async () => {
    relay = await startRelay()
    const page = relay.store.add()
    const tom = await relay.join(page, 'tom').synced()
    tom.type('kept')
    await tom.saved()
    const lina = await relay.join(page, 'lina').synced()
    lina.sendSync(syncType.update, bytes)
    expect(await lina.isCut()).toBe(closeCode.malformed)
    tom.type('!')
    await tom.saved()
    expect(relay.store.text(page)).toBe('kept!')
    expect(relay.store.get(page).rows.length).toBe(2)
  })
}

test('two thousand mutated frames and random bytes leave the document as it was or valid, with nothing pending (SPEC 14, 15)', async () => {
  relay = await startRelay({ socketsPerUserAndRoom: 5_000, socketsPerRoom: 5_000, updatesPerSecond: 100_000 })
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  tom.type('kept')
  tom.ydoc.getMap('m').set('k', { deep: [1, 2, { three: '3' }] })
  await tom.saved()
  const random = seeded(7)
  const frames = [0, 1, 2].map((type) =>
    bytesOf((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, type === 0 ? Y.encodeStateVector(tom.ydoc) : Y.encodeStateAsUpdate(tom.ydoc))
    }),
  )
  for (let round = 0; round < 200; round++) {
    const lina = relay.join(page, 'lina', { access: 'write' }, { isManual: true })
    await until(() => lina.identities.length === 1)
    for (let index = 0; index < 10 && lina.closed === null; index++) {
      const frame = Uint8Array.from(frames[random(3)] ?? [])
      for (let flips = 1 + random(4); flips > 0; flips--) frame[2 + random(frame.length - 2)] = random(256)
      lina.sendRaw(random(10) === 0 ? Uint8Array.from({ length: random(60) }, () => random(256)) : frame)
    }
    lina.destroy()
  }
  expect(tom.closed).toBe(null)
  const { update } = await relay.rooms.read(page)
  const whole = new Y.Doc()
  Y.applyUpdate(whole, update)
  expect([whole.store.pendingStructs, whole.store.pendingDs]).toEqual([null, null])
  await until(() => whole.getText('t').toString() === tom.text && relay.store.text(page) === tom.text)
})

test('words that need words the room does not have wait at their writer, who is asked for all (SPEC 15)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const manual = relay.join(page, 'mia', { access: 'write' }, { isManual: true })
  await until(() => manual.identities.length === 1)
  manual.type('lost ')
  const before = Y.encodeStateVector(manual.ydoc)
  manual.type('sent')
  manual.sendSync(syncType.update, Y.encodeStateAsUpdate(manual.ydoc, before))
  await until(() => manual.stepOnesHeard === 2)
  expect([tom.text, manual.stored]).toEqual(['', 0])
  expect(relay.store.get(page).rows).toEqual([])
  manual.sendSync(syncType.stepTwo, Y.encodeStateAsUpdate(manual.ydoc))
  await until(() => tom.text === 'lost sent')
  await manual.saved()
})

test('deletes of words the room does not have are not taken (SPEC 15)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = relay.join(page, 'lina', { access: 'write' }, { isManual: true })
  await until(() => lina.identities.length === 1)
  lina.sendSync(syncType.update, new Uint8Array([0, 1, 9, 1, 0, 5]))
  await until(() => lina.stepOnesHeard === 2)
  const circle = new Uint8Array([2, 1, 8, 0, 132, 7, 0, 1, 97, 1, 7, 0, 132, 8, 0, 1, 98, 0])
  lina.sendSync(syncType.update, circle)
  await until(() => lina.stepOnesHeard === 3)
  expect(relay.store.get(page).rows).toEqual([])
})

test('a client id belongs to its first user, and the store is told (SPEC 17)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('a')
  lina.type('b')
  await lina.saved()
  expect(relay.store.get(page).contributors).toEqual(new Map([[lina.ydoc.clientID, 'lina']]))
  expect(relay.store.get(page).rows.flatMap((row) => row.newClientIds)).toEqual([lina.ydoc.clientID])
})

test.each(lineKinds)(
  'words under the name of another are refused, the third time for good, and repair nothing away (SPEC 18), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    const lina = await relay.join(page, 'lina').synced()
    lina.type('hello ')
    await lina.saved()
    const tom = await relay.join(page, 'tom').synced()
    const forged = updateOf(lina.ydoc.clientID, (ydoc) => ydoc.getText('t').insert(6, 'FORGED'), lina.ydoc)
    tom.sendSync(syncType.update, forged)
    await until(() => tom.refusals.length === 1)
    expect(tom.refusals[0]?.reason).toBe('foreign')
    lina.type('world!')
    await until(() => tom.text === 'hello world!')
    tom.sendSync(
      syncType.update,
      updateOf(lina.ydoc.clientID, (ydoc) => ydoc.getText('t').insert(0, 'x'), lina.ydoc),
    )
    tom.sendSync(
      syncType.update,
      updateOf(lina.ydoc.clientID, (ydoc) => ydoc.getText('t').insert(0, 'y'), lina.ydoc),
    )
    expect(await tom.isCut()).toBe(closeCode.malformed)
    await lina.saved()
    expect(relay.store.text(page)).toBe('hello world!')
    // What the room has already is nobody's forgery.
    const mia = await relay.join(page, 'mia').synced()
    mia.sendSync(syncType.stepTwo, Y.encodeStateAsUpdate(lina.ydoc))
    await until(() => mia.stored === mia.sent)
    expect(mia.refusals).toEqual([])
  },
)

test('nobody goes on writing under the id of a seed (SPEC 18)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  await relay.rooms.edit(page, null, (ydoc) => ydoc.getText('t').insert(0, 'seed'))
  const lina = await relay.join(page, 'lina').synced()
  const [seedId] = Y.decodeStateVector(Y.encodeStateVector(lina.ydoc)).keys()
  lina.sendSync(
    syncType.update,
    updateOf(seedId ?? 0, (ydoc) => ydoc.getText('t').insert(0, 'x'), lina.ydoc),
  )
  await until(() => lina.refusals.length === 1)
})

test('nobody takes the id that another is about to use (SPEC 19)', async () => {
  relay = await startRelay({ awarenessMs: 1 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.sendAwareness(lina.ydoc.clientID, 1, {})
  const tom = await relay.join(page, 'tom').synced()
  await until(() => tom.heard.some((message) => message.type === 1))
  for (const id of [lina.ydoc.clientID, lina.identities[0]?.clientId ?? 0]) {
    tom.sendSync(
      syncType.update,
      updateOf(id, (ydoc) => ydoc.getText('t').insert(0, 'x')),
    )
  }
  await until(() => tom.refusals.length === 2)
  lina.type('mine')
  await lina.saved()
})

test.each(lineKinds)(
  'words of others that a crash took come back with their author, not under the name of who held a copy (SPEC 20), over %s',
  async (line) => {
    // Nobody is asked again before the test says so, however slow the machine is.
    const healMs = 60_000
    relay = await startRelay({ line, healMs })
    const page = relay.store.add()
    const lina = new Peer('ws://127.0.0.1:9', 'lina')
    lina.type('lina ')
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(lina.ydoc))
    ydoc.getMap('m').set('tom', 1)
    const tom = await relay.join(page, 'tom', { access: 'write' }, { ydoc }).synced()
    await until(() => relay.store.ydoc(page).getMap('m').get('tom') === 1)
    expect(relay.store.text(page)).toBe('')
    const back = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina.ydoc }).synced()
    await back.saved()
    await until(() => relay.clock.endWaits(healMs) > 0, 'a question that waits')
    await tom.saved()
    expect(relay.store.text(page)).toBe('lina ')
    expect(relay.store.get(page).contributors.get(lina.ydoc.clientID)).toBe('lina')
    expect(tom.refusals).toEqual([])
    lina.destroy()
  },
)

test('ids from an earlier visit that nobody claims go to who brings them; ids of others do not (SPEC 20)', async () => {
  relay = await startRelay({ healMs: 1 })
  const page = relay.store.add({ contributors: new Map([[77, 'mia']]) })
  const ydoc = new Y.Doc()
  Y.applyUpdate(
    ydoc,
    updateOf(55, (other) => other.getText('t').insert(0, 'written offline')),
  )
  const lina = await relay.join(page, 'lina', { access: 'write' }, { ydoc }).synced()
  await lina.saved()
  expect(relay.store.get(page).contributors.get(55)).toBe('lina')
  const copy = new Y.Doc()
  Y.applyUpdate(
    copy,
    updateOf(77, (other) => other.getText('t').insert(0, 'not mine')),
  )
  const tom = await relay.join(page, 'tom', { access: 'write' }, { ydoc: copy }).synced()
  await until(() => tom.refusals.length === 1)
  expect(relay.store.text(page)).toBe('written offline')
})

test.each(lineKinds)(
  'what the kind of document refuses is not taken, and its writer is told why (SPEC 21), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const check = (update: { structs: unknown[] }) => {
      if (JSON.stringify(update.structs).includes('forbidden')) throw new Error('a forbidden word')
    }
    const page = relay.store.add({ check })
    const lina = await relay.join(page, 'lina').synced()
    const tom = await relay.join(page, 'tom').synced()
    lina.type('forbidden')
    await until(() => lina.refusals.length === 1)
    expect(lina.refusals[0]).toEqual({ reason: 'forbidden', detail: 'a forbidden word' })
    tom.type('fine')
    await tom.saved()
    expect(relay.store.text(page)).toBe('fine')
    expect(tom.text).toBe('fine')
    await expect(relay.rooms.edit(page, null, (ydoc) => ydoc.getText('t').insert(0, 'forbidden'))).rejects.toThrow(
      'a forbidden word',
    )
  },
)

test.each(lineKinds)('a document stops growing, and a frame has an end (SPEC 22, 23), over %s', async (line) => {
  relay = await startRelay({ line, documentBytes: 2_000, frameBytes: 3_000 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('x'.repeat(1_500))
  await lina.saved()
  lina.type('y'.repeat(1_000))
  expect(await lina.isCut()).toBe(closeCode.tooLarge)
  expect(lina.refusals[0]?.reason).toBe('too_large')
  const tom = await relay.join(page, 'tom').synced()
  tom.sendRaw(new Uint8Array(4_000))
  expect(await tom.isCut()).toBe(1009)
  expect(relay.store.text(page).length).toBe(1_500)
})

test.each(lineKinds)('a reader reads, and is cut when it writes (SPEC 24), over %s', async (line) => {
  relay = await startRelay({ line })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('hello')
  await lina.saved()
  const reader = await relay.join(page, 'tom', { access: 'read' }).synced()
  expect(reader.text).toBe('hello')
  // A ydoc that reads makes deletes of its own; they are no news.
  reader.sendSync(
    syncType.stepTwo,
    new Uint8Array([0, 1, ...bytesOf((encoder) => encoding.writeVarUint(encoder, lina.ydoc.clientID)), 1, 0, 1]),
  )
  lina.type(' again')
  await until(() => reader.text === 'hello again')
  reader.type('x')
  expect(await reader.isCut()).toBe(closeCode.accessChanged)
  const copy = new Y.Doc()
  copy.getText('t').insert(0, 'brought along')
  const second = relay.join(page, 'tom', { access: 'read' }, { ydoc: copy })
  expect(await second.isCut()).toBe(closeCode.accessChanged)
  expect(relay.store.text(page)).toBe('hello again')
  expect(lina.text).toBe('hello again')
})

test('text frames, unknown types and loose ends close the socket (SPEC 25)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  for (const data of [
    'hello',
    new Uint8Array([2, 0]),
    new Uint8Array([42]),
    new Uint8Array([100, 1]),
    new Uint8Array([104, 1]),
    new Uint8Array([0, 9, 0]),
    new Uint8Array([0, 0, 1, 0, 7]),
    new Uint8Array([105, 2, 123, 125]),
  ]) {
    const lina = await relay.join(page, 'lina').synced()
    lina.sendRaw(data)
    expect(await lina.isCut()).toBe(closeCode.malformed)
  }
})

test.each(lineKinds)('who sends too fast is read more slowly, and nothing is lost (SPEC 26), over %s', async (line) => {
  relay = await startRelay({ line, updatesPerSecond: 200, burst: 0.1 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const before = Date.now()
  // What one read of the socket brought is taken; the next read has to wait.
  for (let index = 0; index < 100; index++) lina.type('x')
  await lina.saved()
  lina.type('x')
  await lina.saved()
  expect(Date.now() - before).toBeGreaterThan(300)
  expect(relay.store.text(page)).toBe('x'.repeat(101))
})
