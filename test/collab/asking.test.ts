import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { crcOf } from '#collab/relay/crc.ts'
import { MemoryStore } from '#test/helpers/memory-store.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/** Words that a crash took from the store, in the hands of somebody who did not write them (SPEC 15, 20, 71). */

let relay: TestRelay
afterEach(() => relay.stop())

/** A page where Tom wrote one word, and the copy of it that Lina holds with a second one of his that was never stored. */
function afterCrash() {
  const store = new MemoryStore()
  const tom = new Y.Doc()
  tom.getText('t').insert(0, 'kept')
  const bytes = Y.encodeStateAsUpdate(tom)
  const row = { documentId: '', sequence: 1, authorId: 'tom', at: new Date(0), bytes, crc: crcOf(bytes, 1) }
  const page = store.add({
    rows: [{ ...row, newClientIds: [tom.clientID] }],
    contributors: new Map([[tom.clientID, 'tom']]),
  })
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, bytes)
  tom.getText('t').insert(4, ' lost')
  const lina = new Y.Doc()
  Y.applyUpdate(lina, Y.encodeStateAsUpdate(tom))
  return { store, page, fresh, tom, lina }
}

test('words of somebody who is here and has brought all they have are asked for once more, then refused (SPEC 71)', async () => {
  const { store, page, fresh, lina } = afterCrash()
  relay = await startRelay({ healMs: 20 }, store)
  const tom = await relay.join(page, 'tom', { access: 'write' }, { ydoc: fresh }).synced()
  await tom.saved()
  const peer = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina }).synced()
  await until(() => peer.refusals.length > 0, 'a refusal')
  expect(peer.refusals).toMatchObject([{ reason: 'foreign' }])
  expect(peer.stepOnesHeard).toBe(2)
  expect(store.text(page)).toBe('kept')
})

test('while their author is away they are waited for as long as ever, and taken when the author brings them (SPEC 20, 71)', async () => {
  const { store, page, tom, lina } = afterCrash()
  const healMs = 60_000
  relay = await startRelay({ healMs }, store)
  const peer = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina }).synced()
  const askedAgainAfter = (ms: number) => until(() => relay.clock.endWaits(ms) > 0, 'a question that waits')
  for (const times of [1, 2, 4]) await askedAgainAfter(times * healMs)
  await until(() => peer.stepOnesHeard === 4, 'the third question')
  expect(peer.refusals).toEqual([])
  const author = await relay.join(page, 'tom', { access: 'write' }, { ydoc: tom }).synced()
  await author.saved()
  await askedAgainAfter(8 * healMs)
  await peer.saved()
  expect([store.text(page), peer.refusals]).toEqual(['kept lost', []])
})

test('words of somebody who is no more are not waited for (SPEC 71)', async () => {
  const { store, page, tom, lina } = afterCrash()
  // The account is gone; what it wrote stays its own.
  store.get(page).contributors.set(tom.clientID, '')
  relay = await startRelay({ healMs: 20 }, store)
  const peer = await relay.join(page, 'lina', { access: 'write' }, { ydoc: lina }).synced()
  await until(() => peer.refusals.length > 0, 'a refusal')
  expect(peer.stepOnesHeard).toBe(2)
})
