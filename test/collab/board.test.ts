import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { moderationKey, objectsOf, readBoard, readObject } from '#collab/documents/board-read.ts'
import { putComment, putObject, setReaction, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { syncType } from '#collab/protocol.ts'
import { inkFramesOf, sendInk } from '#test/helpers/ink.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard, authors, joinBoard, type Name } from '#test/helpers/relay-boards.ts'

// The rules of boards and walls, through real sockets: what is refused, and what is put right for everybody at once.

let relay: TestRelay
let board: string
let anna: Peer
let ben: Peer
let claire: Peer

const join = (name: Name) => joinBoard(relay, board, name)

beforeEach(async () => {
  relay = await startRelay()
  board = addBoard(relay.store)
  anna = await join('anna')
  ben = await join('ben')
  claire = await join('claire')
})
afterEach(() => relay.stop())

const peers = () => [anna, ben, claire]
const stateOf = (peer: Peer) =>
  JSON.stringify(readBoard(peer.ydoc), (_, value: unknown) => (value instanceof Set ? [...value] : value))

/** Everybody, and the store, hold the same. */
async function settled() {
  const same = () => new Set(peers().map((peer) => Buffer.from(Y.encodeStateVector(peer.ydoc)).toString('hex')))
  await until(
    () => new Set(peers().map(stateOf)).size === 1 && peers().every((peer) => peer.stored === peer.sent),
    'the same for all',
  )
  await until(() => same().size === 1, 'the same clocks')
}

async function note(by: Peer, name: Name, text = 'hello'): Promise<string> {
  const id = objectId(authors[name])
  by.ydoc.transact(() =>
    putObject(by.ydoc, id, { type: 'note', at: 1_000, order: 'a1', place: [10, 20], size: [160, 120], text }),
  )
  await settled()
  return id
}

const objectIn = (peer: Peer, id: string) => readObject(id, objectsOf(peer.ydoc).get(id))
const lock = (id: string) => claire.ydoc.getMap(boardRoots.moderation).set(moderationKey.locked(id), 1)

test('two draw at once and hold the same (SPEC 64)', async () => {
  const [mine, yours] = [objectId(authors.anna), objectId(authors.ben)]
  putObject(anna.ydoc, mine, { type: 'note', at: 1, order: 'a1', text: 'one' })
  putObject(ben.ydoc, yours, { type: 'shape', at: 1, order: 'a1', shape: 2, size: [50, 50] })
  await settled()
  expect(objectIn(claire, mine)?.text).toBe('one')
  expect(objectIn(claire, yours)?.shape).toBe(2)
})

test('what is moved while a teacher locks it goes back to its place for everybody, and its mover is told why (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  lock(id)
  await settled()
  setValues(ben.ydoc, id, { place: [500, 500] })
  textOfObject(ben.ydoc, id)?.insert(0, 'spoilt ')
  await settled()
  expect(objectIn(anna, id)).toMatchObject({ place: [10, 20], text: 'hello' })
  await until(() => ben.notices.some((notice) => notice.topic === 'put_back'), 'a notice')
  expect(ben.notices.at(-1)).toMatchObject({ topic: 'put_back', id, reason: 'locked' })
  expect(anna.notices).toEqual([])
  // Ben works on.
  const other = await note(ben, 'ben', 'still here')
  expect(objectIn(anna, other)?.text).toBe('still here')
  // A teacher may.
  setValues(claire.ydoc, id, { place: [1, 2] })
  await settled()
  expect(objectIn(ben, id)?.place).toEqual([1, 2])
})

test('the correction travels in the same frame as what it puts right (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  lock(id)
  await settled()
  const seen: (readonly number[] | undefined)[] = []
  anna.ydoc.on('afterTransaction', () => seen.push(objectIn(anna, id)?.place.slice()))
  setValues(ben.ydoc, id, { place: [500, 500] })
  await settled()
  expect(seen.every((place) => place?.[0] === 10)).toBe(true)
})

test('nobody deletes for good, and nobody but its author or a teacher puts a thing into the bin (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  objectsOf(ben.ydoc).delete(id)
  await settled()
  expect(objectIn(ben, id)?.text).toBe('hello')
  setValues(ben.ydoc, id, { isRemoved: true })
  await settled()
  expect(objectIn(anna, id)?.isRemoved).toBe(false)
  setValues(claire.ydoc, id, { isRemoved: true })
  await settled()
  expect(objectIn(anna, id)?.isRemoved).toBe(true)
})

test('a pupil unlocks nothing, and neither writes the meta nor for somebody else (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  lock(id)
  await settled()
  ben.ydoc.getMap(boardRoots.moderation).delete(moderationKey.locked(id))
  ben.ydoc.getMap(boardRoots.meta).set('layout', 'grid')
  setReaction(ben.ydoc, id, authors.anna, 1)
  await settled()
  expect(readBoard(anna.ydoc).moderation.locked.has(id)).toBe(true)
  expect(readBoard(anna.ydoc).meta.layout).toBe('canvas')
  expect(readBoard(anna.ydoc).reactions).toEqual([])
})

test('that a teacher locks something comes with the row that holds it, and with no other (SPEC 92)', async () => {
  const id = await note(anna, 'anna')
  ben.ydoc.getMap(boardRoots.moderation).set(moderationKey.locked(id), 1)
  await settled()
  const noted = () => relay.store.get(board).rows.map((row) => row.noted ?? [])
  expect(noted().flat()).toEqual([])
  lock(id)
  await settled()
  claire.ydoc.getMap(boardRoots.moderation).delete(moderationKey.locked(id))
  claire.ydoc.getMap(boardRoots.moderation).set(moderationKey.pinned(id), 1)
  await settled()
  expect(noted().filter((one) => one.length > 0)).toEqual([[{ what: 'locked', id }], [{ what: 'unlocked', id }]])
})

test('a paused pupil changes nothing; their new words come back to them (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  await relay.rooms.edit(board, null, (ydoc) =>
    ydoc.getMap(boardRoots.moderation).set(moderationKey.paused(authors.ben), 1),
  )
  await settled()
  setValues(ben.ydoc, id, { colour: 3 })
  await settled()
  expect(objectIn(anna, id)?.colour).toBe(0)
  putObject(ben.ydoc, objectId(authors.ben), { type: 'note', at: 1, order: 'a2', text: 'late' })
  await until(() => ben.refusals.length === 1, 'a refusal')
  expect(readBoard(anna.ydoc).objects).toHaveLength(1)
})

test('a text that grows too long is put back, on a note and in a comment (SPEC 64)', async () => {
  const id = await note(anna, 'anna')
  textOfObject(ben.ydoc, id)?.insert(0, 'x'.repeat(5_000))
  await settled()
  expect(objectIn(anna, id)?.text).toBe('hello')
  const comment = objectId(authors.ben)
  ben.ydoc.transact(() => putComment(ben.ydoc, comment, { objectId: id, at: 1, text: 'nice' }))
  await settled()
  expect(readBoard(anna.ydoc).comments).toMatchObject([{ text: 'nice', author: authors.ben }])
  const text = anna.ydoc.getMap(boardRoots.comments).get(comment)
  if (text instanceof Y.Map) text.set('at', 99)
  await settled()
  expect(readBoard(ben.ydoc).comments).toMatchObject([{ at: 1 }])
})

/** What no client of ours sends. */
const forgeries: Record<string, (ydoc: Y.Doc, of: string) => void> = {
  'an object of another author': (ydoc) =>
    putObject(ydoc, objectId(authors.anna), { type: 'note', at: 1, order: 'a1' }),
  'an unknown root': (ydoc) => ydoc.getMap('else').set('a', 1),
  'an unknown key': (ydoc, of) => keyOf(ydoc, of, 'onclick', 'x'),
  'a type of value': (ydoc, of) => keyOf(ydoc, of, 'xy', 'left'),
  'a script as a link': (ydoc, of) => keyOf(ydoc, of, 'href', 'javascript:alert(1)'),
  'a data URL': (ydoc, of) => keyOf(ydoc, of, 'src', 'data:image/png;base64,AA'),
  'a list in an object': (ydoc, of) => keyOf(ydoc, of, 'xy', new Y.Array()),
  'bold letters': (ydoc, of) => textOfObject(ydoc, of)?.format(0, 2, { bold: true }),
  'ink too large': (ydoc) =>
    putObject(ydoc, objectId(authors.ben), { type: 'ink', at: 1, order: 'a1', points: new Uint8Array(20_000) }),
  'a text too long': (ydoc) =>
    putObject(ydoc, objectId(authors.ben), { type: 'note', at: 1, order: 'a1', text: 'x'.repeat(5_001) }),
  'an object in place of another': (ydoc, of) => putObject(ydoc, of, { type: 'note', at: 1, order: 'a1' }),
  'a comment of another': (ydoc, of) =>
    putComment(ydoc, objectId(authors.anna), { objectId: of, at: 1, text: 'forged' }),
  'no reaction at all': (ydoc, of) => ydoc.getMap(boardRoots.reactions).set(`${of}|${authors.ben}`, 99),
}

const keyOf = (ydoc: Y.Doc, id: string, key: string, value: unknown) => {
  const map = objectsOf(ydoc).get(id)
  if (map instanceof Y.Map) map.set(key, value)
}

test.each(Object.keys(forgeries))('%s is refused, and nothing of it is seen (SPEC 64)', async (what) => {
  const id = await note(anna, 'anna')
  const before = stateOf(anna)
  forgeries[what]?.(ben.ydoc, id)
  await until(() => ben.refusals.length > 0 || ben.closed !== null, 'a refusal')
  ben.destroy()
  ben = await join('ben')
  await settled()
  expect(stateOf(anna)).toBe(before)
  expect(stateOf(ben)).toBe(before)
})

test('a change that waits for a teacher’s next one is never taken (SPEC 15, 64)', async () => {
  const id = await note(anna, 'anna')
  lock(id)
  await settled()
  // Ben guesses the id of Claire's next operation and hangs an unlocking onto it.
  const ahead = new Y.Doc()
  Y.applyUpdate(ahead, Y.encodeStateAsUpdate(claire.ydoc))
  ahead.clientID = claire.ydoc.clientID
  ahead.getMap(boardRoots.moderation).set(moderationKey.pinned(id), 1)
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(ahead))
  const known = Y.encodeStateVector(forged)
  forged.clientID = ben.ydoc.clientID
  forged.getMap(boardRoots.moderation).delete(moderationKey.pinned(id))
  forged.getMap(boardRoots.moderation).set(moderationKey.pinned(id), 1)
  ben.sendSync(syncType.update, Y.encodeStateAsUpdate(forged, known))
  setValues(claire.ydoc, id, { colour: 2 })
  await until(() => objectIn(anna, id)?.colour === 2, 'the teacher’s change')
  expect(readBoard(anna.ydoc).moderation.pinned.size).toBe(0)
  expect(readBoard(anna.ydoc).moderation.locked.has(id)).toBe(true)
})

test('fleeting bytes reach everybody once and are kept nowhere (SPEC 65)', async () => {
  await settled()
  const rows = relay.store.get(board).rows.length
  sendInk(anna, [1, 2, 3])
  sendInk(ben, [4])
  const heard = () => inkFramesOf(claire).flat()
  await until(() => heard().length === 2, 'fleeting')
  expect(new Map(heard().map(({ client, bytes }) => [client, bytes]))).toEqual(
    new Map([
      [anna.ydoc.clientID, [1, 2, 3]],
      [ben.ydoc.clientID, [4]],
    ]),
  )
  expect(relay.store.get(board).rows).toHaveLength(rows)
  const dora = await relay.join(board, 'dora', { access: 'read' }).synced()
  sendInk(dora, [9])
  sendInk(anna, new Uint8Array(1_025))
  expect(await anna.isCut()).toBe(4400)
  expect(heard()).toHaveLength(2)
})
