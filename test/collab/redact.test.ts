import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { objectsOf, readObject } from '#collab/documents/board-read.ts'
import { putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { syncType } from '#collab/protocol.ts'
import { redactionOf } from '#collab/relay/redact.ts'
import { blanked, openDocument } from '#collab/relay/update.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard } from '#test/helpers/relay-boards.ts'

// What a teacher hides must be nowhere: not with those who come later, not in the room, not in a row.

let relay: TestRelay
let board: string
let anna: Peer
let ben: Peer
const author = 'annaannaanna'
const secret = 'OPENSESAME'
const later = 'AFTERWARDS'

const join = (name: string) =>
  relay.join(board, name, { access: 'write', actor: { author, isModerator: false } }).synced()

beforeEach(async () => {
  relay = await startRelay({ snapshotRowsAtUnload: 0 })
  board = addBoard(relay.store)
  anna = await join('anna')
  ben = await join('ben')
})
afterEach(() => relay.stop())

const hasWord = (bytes: Uint8Array, word: string) => Buffer.from(bytes).includes(word)

/** Every byte that the store and the relay could still give to anybody. */
async function everything(): Promise<Uint8Array[]> {
  const { rows, snapshot } = relay.store.get(board)
  const { update } = await relay.rooms.read(board)
  return [...rows.map((row) => row.bytes), ...(snapshot === null ? [] : [snapshot.bytes]), update]
}

async function hidden(): Promise<string> {
  const id = objectId(author)
  putObject(anna.ydoc, id, { type: 'note', at: 1, order: 'a1', place: [7, 7], alt: secret, text: secret })
  textOfObject(anna.ydoc, id)?.insert(4, ' and ')
  textOfObject(anna.ydoc, id)?.insert(0, secret)
  await anna.saved()
  await until(() => objectsOf(ben.ydoc).has(id), 'the note')
  await relay.rooms.edit(board, null, (ydoc) => objectsOf(ydoc).delete(id))
  await until(() => !objectsOf(ben.ydoc).has(id), 'the end of it')
  return id
}

test('what was hidden is nowhere any more, and everybody works on (SPEC 66)', async () => {
  const id = await hidden()
  expect((await everything()).some((bytes) => hasWord(bytes, secret))).toBe(true)
  await relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])
  for (const bytes of await everything()) expect(hasWord(bytes, secret)).toBe(false)
  const carl = await join('carl')
  expect(carl.heard.some(({ bytes }) => hasWord(bytes, secret))).toBe(false)
  const other = objectId(author)
  putObject(ben.ydoc, other, { type: 'note', at: 1, order: 'a1', text: 'on we go' })
  await ben.saved()
  await until(() => objectsOf(carl.ydoc).has(other), 'the next note')
  expect(Y.encodeStateVector(carl.ydoc)).toEqual(Y.encodeStateVector(ben.ydoc))
  // What is stored is whole: a fold of its rows is the document.
  const fromRows = openDocument(relay.store.get(board).rows.map((row) => row.bytes))
  expect(fromRows.store.pendingStructs).toBeNull()
  expect(objectsOf(fromRows).size).toBe(1)
})

test('it can come back under its id, and is then left alone (SPEC 66)', async () => {
  const id = await hidden()
  await relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])
  await relay.rooms.edit(board, null, (ydoc) =>
    putObject(ydoc, id, { type: 'note', at: 1, order: 'a1', text: 'back again' }),
  )
  await until(() => readObject(id, objectsOf(anna.ydoc).get(id))?.text === 'back again', 'its return')
  await relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])
  setValues(anna.ydoc, id, { colour: 3 })
  await anna.saved()
  await until(() => readObject(id, objectsOf(ben.ydoc).get(id))?.colour === 3, 'its colour')
  const carl = await join('carl')
  expect(readObject(id, objectsOf(carl.ydoc).get(id))?.text).toBe('back again')
})

test('letters that somebody offline had written in it are taken without what they say (SPEC 66)', async () => {
  const id = objectId(author)
  putObject(anna.ydoc, id, { type: 'note', at: 1, order: 'a1', text: secret })
  await anna.saved()
  await until(() => objectsOf(ben.ydoc).has(id), 'the note')
  const offline = new Y.Doc()
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(ben.ydoc))
  offline.clientID = ben.ydoc.clientID
  const known = Y.encodeStateVector(offline)
  textOfObject(offline, id)?.insert(3, later)
  setValues(offline, id, { alt: later })
  await relay.rooms.edit(board, null, (ydoc) => objectsOf(ydoc).delete(id))
  await relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])
  await until(() => !objectsOf(ben.ydoc).has(id), 'the end of it')
  ben.sendSync(syncType.update, Y.encodeStateAsUpdate(offline, known))
  await ben.saved()
  for (const bytes of await everything()) expect(hasWord(bytes, later) || hasWord(bytes, secret)).toBe(false)
  expect(ben.refusals).toEqual([])
})

test('a store that fails leaves nothing half forgotten: the room is loaded anew, and a second try succeeds (SPEC 66)', async () => {
  const id = await hidden()
  relay.store.isBroken = true
  await expect(relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])).rejects.toThrow('disk full')
  relay.store.isBroken = false
  expect(await anna.isCut()).toBe(1012)
  await relay.rooms.redact(board, [{ root: boardRoots.objects, key: id }])
  for (const bytes of await everything()) expect(hasWord(bytes, secret)).toBe(false)
})

test('a redacted document is the same document but for what it forgot', () => {
  const ydoc = new Y.Doc({ gc: false })
  const ids = [1, 2, 3].map(() => objectId(author))
  for (const [at, id] of ids.entries()) putObject(ydoc, id, { type: 'note', at, order: 'a1', text: `${secret} ${at}` })
  objectsOf(ydoc).delete(ids[1] ?? '')
  const update = Y.encodeStateAsUpdate(ydoc)
  const redaction = redactionOf(ydoc, [{ root: boardRoots.objects, key: ids[1] ?? '' }])
  const fresh = new Y.Doc({ gc: false })
  Y.applyUpdate(fresh, blanked(update, redaction))
  expect(Y.encodeStateVector(fresh)).toEqual(Y.encodeStateVector(ydoc))
  expect(objectsOf(fresh).toJSON()).toEqual(objectsOf(ydoc).toJSON())
  expect(hasWord(Y.encodeStateAsUpdate(fresh), `${secret} 1`)).toBe(false)
  expect(hasWord(Y.encodeStateAsUpdate(fresh), `${secret} 2`)).toBe(true)
  const untouched = Y.encodeStateAsUpdate(fresh)
  expect(blanked(untouched, redaction)).toBe(untouched)
})

test('ranges of ids are forgotten as far as they were deleted, with what lies in them; what lives is left alone (SPEC 66)', async () => {
  const page = relay.store.add()
  const writer = await relay.join(page, 'anna').synced()
  const text = new Y.XmlText()
  const block = new Y.XmlElement('paragraph')
  writer.ydoc.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph'), block])
  block.insert(0, [text])
  text.insert(0, `${secret} stays AND ${later}`)
  await writer.saved()
  const { item } = Y.createRelativePositionFromTypeIndex(text, 0)
  if (item === null || block._item === null) throw new Error('nothing was written')
  const letters = { client: item.client, clock: item.clock, length: secret.length + ' stays'.length }
  text.delete(0, secret.length)
  await writer.saved()
  await relay.rooms.redact(page, [letters, { ...letters, clock: 1_000 }, { client: 1, clock: 0, length: 5 }])
  const held = async () => [
    ...relay.store.get(page).rows.map((row) => row.bytes),
    (await relay.rooms.read(page)).update,
    ...(await relay.join(page, 'carl').synced()).heard.map(({ bytes }) => bytes),
  ]
  const has = async (word: string) => (await held()).some((bytes) => hasWord(bytes, word))
  expect(await has(secret)).toBe(false)
  expect(await has(` stays AND ${later}`)).toBe(true)
  // A block goes with its letters, whether or not somebody deleted those by themselves.
  const { client, clock } = block._item.id
  writer.ydoc.getXmlFragment('content').delete(1, 1)
  await writer.saved()
  await relay.rooms.redact(page, [{ client, clock, length: 1 }])
  expect(await has(later)).toBe(false)
  writer.ydoc.getXmlFragment('content').insert(1, [new Y.XmlElement('heading')])
  await writer.saved()
  const carl = await relay.join(page, 'carl').synced()
  expect(carl.ydoc.getXmlFragment('content').length).toBe(2)
})
