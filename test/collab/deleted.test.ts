import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash } from '#collab/relay/content-hash.ts'
import { MemoryStore } from '#test/helpers/memory-store.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

// What somebody wrote and took back again is for nobody who comes later; those who were there work on as ever.

let relay: TestRelay
afterEach(() => relay.stop())

const secret = 'OPENSESAME'
const later = 'AFTERWARDS'

const heardWord = (peer: Peer, word: string) => peer.heard.some(({ bytes }) => Buffer.from(bytes).includes(word))
const write = (name: string, page: string, ydoc = new Y.Doc()) =>
  relay.join(page, name, { access: 'write' }, { ydoc }).synced()

async function pageWithSecret(): Promise<{ page: string; anna: Peer }> {
  const page = relay.store.add()
  const anna = await write('anna', page)
  anna.type(`The ${secret} river`)
  anna.ydoc.getText('t').delete(4, secret.length + 1)
  await anna.saved()
  return { page, anna }
}

test.each(lineKinds)(
  'who comes later hears nothing of what was deleted and holds the same (SPEC 72), over %s',
  async (line) => {
    relay = await startRelay({ line, lingerMs: 0 })
    const { page, anna } = await pageWithSecret()
    const ben = await relay.join(page, 'ben', { access: 'read' }).synced()
    expect(ben.text).toBe('The river')
    expect(contentHash(ben.ydoc)).toBe(contentHash(anna.ydoc))
    anna.type(` ${later}`)
    anna.ydoc.getText('t').delete(9, later.length + 1)
    await anna.saved()
    // A second time, when an answer was made already.
    const carl = await relay.join(page, 'carl', { access: 'read' }).synced()
    for (const peer of [anna, ben, carl]) peer.destroy()
    await until(() => relay.rooms.present({ documentId: page }).length === 0, 'an empty room')
    const dora = await relay.join(page, 'dora', { access: 'read' }).synced()
    for (const peer of [carl, dora]) {
      expect(peer.text).toBe('The river')
      expect(heardWord(peer, secret) || heardWord(peer, later)).toBe(false)
    }
    // The log still tells all of it.
    expect(relay.store.get(page).rows.some((row) => Buffer.from(row.bytes).includes(secret))).toBe(true)
  },
)

test('letters written offline in a paragraph that was deleted meanwhile are seen by nobody and sent to nobody (SPEC 72)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const anna = await write('anna', page)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('a paragraph')])
  anna.ydoc.getXmlFragment('x').insert(0, [paragraph])
  await anna.saved()
  const ben = await write('ben', page)
  ben.destroy()
  const theirs = ben.ydoc.getXmlFragment('x').get(0)
  const text = theirs instanceof Y.XmlElement ? theirs.get(0) : null
  if (text instanceof Y.XmlText) text.insert(3, later)
  anna.ydoc.getXmlFragment('x').delete(0, 1)
  await anna.saved()
  const back = await write('ben', page, ben.ydoc)
  await back.saved()
  const carl = await relay.join(page, 'carl', { access: 'read' }).synced()
  expect(heardWord(carl, later)).toBe(false)
  expect(contentHash(carl.ydoc)).toBe(contentHash(anna.ydoc))
  expect(relay.store.get(page).rows.some((row) => Buffer.from(row.bytes).includes(later))).toBe(true)
})

test('who deleted something undoes it after the line was cut, and those who came meanwhile see it (SPEC 72)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const ydoc = new Y.Doc()
  const anna = await write('anna', page, ydoc)
  anna.type(`The ${secret} river`)
  const undo = new Y.UndoManager(ydoc.getText('t'), { captureTimeout: 0 })
  ydoc.getText('t').delete(4, secret.length + 1)
  await anna.saved()
  anna.destroy()
  const ben = await write('ben', page)
  ben.type('!')
  await ben.saved()
  const back = await write('anna', page, ydoc)
  undo.undo()
  await back.saved()
  await until(() => ben.text === `The ${secret} river!`, 'the word')
  undo.redo()
  await until(() => ben.text === 'The river!', 'its end')
  expect(contentHash(ben.ydoc)).toBe(contentHash(ydoc))
})

test('what a crash took comes back without what was deleted in it, whoever returns first (SPEC 20, 72)', async () => {
  const store = new MemoryStore()
  const page = store.add()
  relay = await startRelay({ healMs: 20 }, store)
  const anna = await write('anna', page)
  store.isBroken = true
  anna.type(`The ${secret} river`)
  anna.ydoc.getText('t').delete(4, secret.length + 1)
  const ben = await write('ben', page)
  await until(() => ben.text === 'The river', 'the sentence')
  relay.crash()
  store.isBroken = false
  relay = await startRelay({ healMs: 20 }, store)
  const benAgain = await write('ben', page, ben.ydoc)
  const annaAgain = await write('anna', page, anna.ydoc)
  await annaAgain.saved()
  await until(() => store.text(page) === 'The river', 'the sentence in the store')
  const carl = await relay.join(page, 'carl', { access: 'read' }).synced()
  expect(contentHash(carl.ydoc)).toBe(contentHash(benAgain.ydoc))
  expect(heardWord(carl, secret)).toBe(false)
})

test('where answers take long, who asks for one waits a little and then has all of it (SPEC 73)', async () => {
  relay = await startRelay()
  const { page, anna } = await pageWithSecret()
  let looks = 0
  // Each look at the clock is 7 ms after the one before: every answer takes long.
  Object.defineProperty(relay.clock, 'aheadMs', { get: () => 7 * looks++ })
  for (let round = 0; round < 5; round++) {
    anna.type(` ${later}`)
    anna.ydoc.getText('t').delete(9, later.length + 1)
    const peer = await relay.join(page, `pupil${round}`, { access: 'read' }).synced()
    await until(() => peer.text === 'The river', 'the page')
    expect(heardWord(peer, secret)).toBe(false)
  }
})
