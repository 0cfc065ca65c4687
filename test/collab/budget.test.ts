import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, syncType } from '#collab/protocol.ts'
import { Refused } from '#collab/relay/ports.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

// One person alone uses up neither a page nor the patience of the others.

let relay: TestRelay
afterEach(() => relay.stop())

const kB = 1_024
const dayMs = 24 * 60 * 60_000
const bounded = { access: 'write', bytesPerDay: 20 * kB } as const

/** Writes and deletes a kilobyte, over and over: what a script does. */
async function waste(peer: Awaited<ReturnType<TestRelay['join']>>, times: number): Promise<void> {
  for (let time = 0; time < times && peer.refusals.length === 0 && peer.closed === null; time++) {
    peer.type('x'.repeat(kB), 0)
    peer.ydoc.getText('t').delete(0, kB)
    const { sent } = peer
    await until(() => peer.stored >= sent || peer.refusals.length > 0 || peer.closed !== null, 'an answer')
  }
}

test.each(lineKinds)(
  'who has written what a day allows reads on, and nobody else notices (SPEC 74), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const page = relay.store.add()
    const lina = await relay.join(page, 'lina', bounded).synced()
    const tom = await relay.join(page, 'tom', bounded).synced()
    await waste(lina, 100)
    expect(lina.refusals).toEqual([{ reason: 'budget' }])
    expect(lina.identities.at(-1)).toMatchObject({ access: 'read', spentUntil: expect.any(Number) })
    tom.type('we go on')
    await tom.saved()
    await until(() => lina.text.includes('we go on'), 'the words of others')
    // What was on its way is not taken, and is no reason to send anybody away.
    lina.type('more')
    tom.type('!')
    await tom.saved()
    expect(relay.store.text(page)).toContain('we go on')
    expect(relay.store.text(page)).not.toContain('more')
    expect(lina.closed).toBeNull()
    expect(tom.refusals).toEqual([])
  },
)

test('leaving, coming back and a restart of the server buy nothing (SPEC 74)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  await waste(await relay.join(page, 'lina', bounded).synced(), 100)
  const again = await relay.join(page, 'lina', bounded, { ydoc: new Y.Doc() }).synced()
  expect(again.identities[0]).toMatchObject({ access: 'read' })
  const { store } = relay
  await relay.stop()
  relay = await startRelay({}, store)
  const after = await relay.join(page, 'lina', bounded).synced()
  expect(after.identities[0]).toMatchObject({ access: 'read' })
  const other = await relay.join(relay.store.add(), 'lina', bounded).synced()
  expect(other.identities[0]).toMatchObject({ access: 'write' })
})

test('on the next day it is judged anew, and writes (SPEC 74)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', bounded).synced()
  await waste(lina, 100)
  relay.clock.aheadMs = dayMs
  const again = await relay.join(page, 'lina', bounded, { ydoc: new Y.Doc() }).synced()
  expect(again.identities[0]).toMatchObject({ access: 'write' })
  again.type('good morning')
  await again.saved()
  expect(relay.store.text(page)).toContain('good morning')
})

test('a teacher has no such bound (SPEC 74)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const claire = await relay.join(page, 'claire').synced()
  await waste(claire, 60)
  expect(claire.refusals).toEqual([])
})

test('what the server writes for somebody is theirs too, and ends with the day’s bytes (SPEC 74, 78)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const actor = { author: 'linalinalina', isModerator: false }
  const write = (userId: string, bytesPerDay: number | null) =>
    relay.rooms.editAs(page, { userId, actor, bytesPerDay }, (ydoc) => ydoc.getText('t').insert(0, 'x'.repeat(3 * kB)))
  await write('lina', 2 * kB)
  await expect(write('lina', 2 * kB)).rejects.toThrow(Refused)
  const lina = await relay.join(page, 'lina', { access: 'write', bytesPerDay: 2 * kB }).synced()
  expect(lina.identities[0]).toMatchObject({ access: 'read' })
  await write('tom', 2 * kB)
  await write('claire', null)
  expect(relay.store.text(page).length).toBe(9 * kB)
})

test('blocks cost more than their bytes: thousands of empty ones are a page that no browser draws (SPEC 74)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina', { access: 'write', bytesPerDay: 40 * kB }).synced()
  const root = lina.ydoc.getXmlFragment('content')
  for (let row = 0; row < 50 && lina.refusals.length === 0; row++) {
    root.insert(
      0,
      Array.from({ length: 20 }, () => new Y.XmlElement('paragraph')),
    )
    const { sent } = lina
    await until(() => lina.stored >= sent || lina.refusals.length > 0, 'an answer')
  }
  expect(lina.refusals).toEqual([{ reason: 'budget' }])
  const stored = relay.store.ydoc(page).getXmlFragment('content').length
  expect(stored).toBeGreaterThan(100)
  expect(stored).toBeLessThan(300)
})

test('a page is not full for what was deleted: words written and deleted count once they are gone (SPEC 75)', async () => {
  relay = await startRelay({ documentBytes: 200 * kB, presentFromBytes: 40 * kB, bytesPerSecond: 1e9 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('what stays. ')
  await lina.saved()
  for (let time = 0; time < 120; time++) {
    lina.type('y'.repeat(4 * kB))
    lina.ydoc.getText('t').delete(12, 4 * kB)
    await lina.saved()
  }
  expect(lina.closed).toBeNull()
  const tom = await relay.join(page, 'tom').synced()
  expect(tom.text).toBe('what stays. ')
  // The log has every word still: versions are read from it.
  const letters = relay.store.get(page).rows.reduce((sum, row) => sum + row.bytes.length, 0)
  expect(letters).toBeGreaterThan(400 * kB)
  const { update } = await relay.rooms.read(page)
  expect(update.length).toBeLessThan(100 * kB)
})

test('a snapshot of a large page holds what is there, whatever was deleted since its last fold (SPEC 45, 75)', async () => {
  const small = { documentBytes: 200 * kB, presentFromBytes: 40 * kB, snapshotRowsAtUnload: 1 }
  relay = await startRelay({ ...small, bytesPerSecond: 1e9 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  for (let time = 0; time < 60; time++) {
    lina.type('y'.repeat(4 * kB))
    lina.ydoc.getText('t').delete(0, 4 * kB)
    await lina.saved()
  }
  lina.ws.close()
  await until(() => relay.store.get(page).snapshot !== null, 'a snapshot')
  const { bytes, isPresentOnly } = relay.store.get(page).snapshot ?? {}
  expect(isPresentOnly).toBe(true)
  expect(Buffer.from(bytes ?? '').includes('yyyy')).toBe(false)
})

test('a page that is full of what is there is full, and says so before (SPEC 22, 75)', async () => {
  relay = await startRelay({ documentBytes: 100 * kB, presentFromBytes: 40 * kB, bytesPerSecond: 1e9 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  for (let time = 0; time < 23; time++) lina.type(`${String(time).padStart(4, '0')}${'z'.repeat(4 * kB)}`)
  await lina.saved()
  const tom = await relay.join(page, 'tom').synced()
  expect(lina.identities[0]?.isNearlyFull).toBeUndefined()
  expect(tom.identities[0]?.isNearlyFull).toBe(true)
  tom.type('w'.repeat(12 * kB))
  expect(await tom.isCut()).toBe(closeCode.tooLarge)
})

test('a reader is one as ever: its updates close it, whatever it may bring in a day (SPEC 24)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const guest = await relay.join(page, 'gast', { access: 'read', bytesPerDay: kB }).synced()
  guest.sendSync(syncType.update, Y.encodeStateAsUpdate(filled('x')))
  expect(await guest.isCut()).toBe(closeCode.accessChanged)
})

function filled(text: string): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.getText('t').insert(0, text)
  return ydoc
}
