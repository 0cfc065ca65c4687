import { afterEach, expect, test, vi } from 'vitest'
import { objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { moderationKey } from '#collab/documents/board-read.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { firstOwnType, messageType, syncType } from '#collab/protocol.ts'
import { inkFramesOf, sendInk } from '#test/helpers/ink.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard, joinBoard } from '#test/helpers/relay-boards.ts'
import { lineKinds } from '#test/helpers/wires.ts'
import * as Y from 'yjs'

/** Who is told what before and after a hello, and whose live ink is handed on. */

let relay: TestRelay
afterEach(async () => {
  vi.restoreAllMocks()
  await relay.stop()
})

const ownTypes = (peer: Peer) => peer.heard.map(({ type }) => type).filter((type) => type >= firstOwnType)
/** The live ink that somebody heard, each piece a byte. */
const inkOf = (peer: Peer) => inkFramesOf(peer).flatMap((parts) => parts.map(({ bytes }) => bytes[0]))

test('a stock y-websocket provider is sent nothing it does not know, whatever goes on beside it (SPEC 11, 69)', async () => {
  const errors = vi.spyOn(console, 'error')
  relay = await startRelay({ fleetingMs: 1 })
  const page = relay.store.add()
  const [stock, lina] = [relay.provider(page, 'stock'), await relay.join(page, 'lina').synced()]
  await until(() => stock.synced)
  const sameWords = () => stock.doc.getText('t').toString() === lina.text
  stock.doc.getText('t').insert(0, 'from a stock client')
  await until(() => lina.text !== '' && relay.store.text(page) === lina.text)
  lina.sendAwareness(lina.ydoc.clientID, 1, {})
  sendInk(lina, [7])
  await until(() => inkOf(lina).includes(7))
  relay.rooms.notice({ documentId: page }, { topic: 'people' })
  await until(() => lina.notices.length > 0)
  lina.type(' and from ours')
  await until(sameWords)
  // Refused, as nobody's words: it is told nothing of that either.
  const forged = new Y.Doc()
  forged.clientID = lina.ydoc.clientID
  forged.getText('t').insert(0, 'x'.repeat(200))
  Y.applyUpdate(stock.doc, Y.encodeStateAsUpdate(forged))
  lina.type('!')
  await lina.saved()
  expect(errors.mock.calls).toEqual([])
})

test.each(lineKinds)(
  'what is to be said before a hello waits for it, in its order, and ink does not (SPEC 69), over %s',
  async (line) => {
    relay = await startRelay({ fleetingMs: 1 })
    const page = relay.store.add()
    const tom = await relay.join(page, 'tom').synced()
    const lina = await relay.join(page, 'lina', { access: 'write' }, { line, isSilent: true }).synced()
    lina.type('early')
    await until(() => relay.store.text(page) === 'early')
    tom.sendAwareness(tom.ydoc.clientID, 1, {})
    sendInk(tom, [7])
    await until(() => inkOf(tom).includes(7))
    for (const id of ['a', 'b']) relay.rooms.notice({ documentId: page }, { topic: 'people', id })
    tom.type(' and late')
    await until(() => lina.text.length === 'early and late'.length)
    expect([ownTypes(lina), lina.stored]).toEqual([[], 0])
    lina.hello(1, null)
    await lina.saved()
    await until(() => lina.notices.length === 2)
    expect(lina.notices.map(({ id }) => id)).toEqual(['a', 'b'])
    expect([lina.identities.length, inkOf(lina)]).toEqual([1, []])
    expect(ownTypes(lina)[0]).toBe(messageType.identity)
  },
)

test('a client whose schema is too old is told once that it reads (SPEC 9, 13)', async () => {
  relay = await startRelay()
  const page = relay.store.add({ schemaVersion: 2 })
  const lina = relay.join(page, 'lina', { access: 'write' }, { isSilent: true, isManual: true })
  await until(() => lina.isOpen)
  lina.hello(1, null)
  await until(() => lina.identities.length > 0)
  lina.sendSync(syncType.stepOne, Y.encodeStateVector(lina.ydoc))
  await lina.synced()
  expect(lina.identities.map(({ access }) => access)).toEqual(['read'])
})

test('live ink of a paused pupil reaches nobody from that moment on, and a teacher’s does (SPEC 70)', async () => {
  relay = await startRelay({ fleetingMs: 1 })
  const board = addBoard(relay.store)
  const ben = await joinBoard(relay, board, 'ben')
  const claire = await joinBoard(relay, board, 'claire')
  for (const peer of [ben, claire]) peer.sendAwareness(peer.ydoc.clientID, 1, {})
  sendInk(ben, [1])
  await until(() => inkOf(claire).includes(1), 'ink before the pause')
  const pause = moderationKey.paused('benbenbenben')
  await relay.rooms.edit(board, null, (ydoc) => ydoc.getMap(boardRoots.moderation).set(pause, 1))
  sendInk(ben, [2])
  // Answered by the relay after it has read the ink.
  const answers = () => ben.heard.filter(({ type }) => type === messageType.sync).length
  const before = answers()
  ben.sendSync(syncType.stepOne, Y.encodeStateVector(ben.ydoc))
  await until(() => answers() > before)
  sendInk(claire, [3])
  await until(() => inkOf(claire).includes(3) && inkOf(ben).includes(3), 'the teacher’s ink')
  await relay.rooms.edit(board, null, (ydoc) => ydoc.getMap(boardRoots.moderation).delete(pause))
  sendInk(ben, [4])
  await until(() => inkOf(claire).includes(4), 'ink after the pause')
  expect(inkOf(claire)).toEqual([1, 3, 4])
  ben.ydoc.transact(() =>
    putObject(ben.ydoc, objectId('benbenbenben'), { type: 'note', at: 1, order: 'a1', place: [0, 0], size: [9, 9] }),
  )
  await ben.saved()
})
