import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import {
  commentsOf,
  metaOf,
  moderationKey,
  moderationOf,
  objectsOf,
  reactionsOf,
  readBoard,
} from '#collab/documents/board-read.ts'
import { judgeObjects } from '#collab/documents/board-object-rules.ts'
import { BoardState } from '#collab/documents/board-state.ts'
import { putComment, putObject, setReaction, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard, authors, joinBoard, type Name } from '#test/helpers/relay-boards.ts'

// Keys of a board name people and things: they are read whole, and nobody writes under another's name (SPEC 79).

let relay: TestRelay
let board: string

const join = (name: Name) => joinBoard(relay, board, name)

beforeEach(async () => {
  relay = await startRelay()
  board = addBoard(relay.store)
})
afterEach(() => relay.stop())

async function note(by: Peer, name: Name): Promise<string> {
  const id = objectId(authors[name])
  putObject(by.ydoc, id, { type: 'note', at: 1_000, order: 'a1', place: [10, 20], size: [160, 120], text: 'hello' })
  await by.saved()
  return id
}

async function live() {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, (await relay.rooms.read(board)).update)
  return readBoard(ydoc)
}

const forgeries = (id: string): [key: string, value: unknown][] => [
  [`${id}|${authors.claire}|${authors.ben}`, 0],
  [`${id}||${authors.ben}`, 0],
  [`|${id}|${authors.ben}`, 0],
  [`${id}|${authors.ben}|`, 0],
  [`${id}|${authors.ben}|${authors.ben}`, 0],
  [`${id}|`, 0],
  [`|${authors.ben}`, 0],
  [`${id}x y|${authors.ben}`, 0],
  [`${id}|Claire Teacher|${authors.ben}`, 0],
  [`${id}|${authors.ben}`, 6],
  [`${id}|${authors.ben}`, -1],
  [`${id}|${authors.ben}`, 0.5],
  [`${id}|${authors.ben}`, 'length'],
  [`${id}|${authors.ben}`, '0'],
  [`${id}|${authors.ben}`, [0]],
  [`${id}|${authors.ben}`, true],
  [`${id}|${authors.ben}`, null],
]

test('a reaction names one thing and one person, and says one of the six: anything else is refused (SPEC 79)', async () => {
  const anna = await join('anna')
  const id = await note(anna, 'anna')
  for (const [key, value] of forgeries(id)) {
    const ben = await join('ben')
    reactionsOf(ben.ydoc).set(key, value)
    await until(() => ben.refusals.length > 0, `a refusal of ${key}`)
    ben.destroy()
  }
  expect((await live()).reactions).toEqual([])
})

test('a reaction is its sender’s own, on a thing that is there: any other is taken away again (SPEC 79)', async () => {
  const [anna, ben] = [await join('anna'), await join('ben')]
  const id = await note(anna, 'anna')
  setReaction(ben.ydoc, id, authors.claire, 2)
  setReaction(ben.ydoc, objectId(authors.anna), authors.ben, 2)
  setReaction(ben.ydoc, id, authors.ben, 1)
  await ben.saved()
  await until(() => reactionsOf(ben.ydoc).size === 1, 'the others are taken away')
  expect((await live()).reactions).toEqual([{ objectId: id, author: authors.ben, reaction: 1 }])
  reactionsOf(anna.ydoc).delete(`${id}|${authors.ben}`)
  await anna.saved()
  await until(() => reactionsOf(anna.ydoc).size === 1, 'it is put back')
})

test('what teachers say of a board is one of the words that boards know (SPEC 79)', async () => {
  const claire = await join('claire')
  metaOf(claire.ydoc).set('layout', 'list')
  metaOf(claire.ydoc).set('approve', 1)
  await claire.saved()
  for (const [key, value] of [
    ['layout', 'marble'],
    ['approve', 7],
    ['names', 'yes'],
    ['title', 'mine'],
  ] as const)
    metaOf(claire.ydoc).set(key, value)
  await claire.saved()
  await until(() => !metaOf(claire.ydoc).has('title'), 'it is put right')
  expect((await live()).meta).toMatchObject({ layout: 'list', needsApproval: true, hasNames: true })
})

test('while a board asks for approval, what stands on it keeps its words and pictures, and may be moved (SPEC 80)', async () => {
  const [anna, ben, claire] = [await join('anna'), await join('ben'), await join('claire')]
  const id = objectId(authors.anna)
  putObject(anna.ydoc, id, { type: 'card', at: 1_000, order: 'a1', text: 'approved', href: 'https://a.test/' })
  await anna.saved()
  const commentId = objectId(authors.ben)
  await until(() => textOfObject(ben.ydoc, id) !== null, 'the card')
  putComment(ben.ydoc, commentId, { objectId: id, at: 1, text: 'kind' })
  await ben.saved()
  metaOf(claire.ydoc).set('approve', 1)
  await claire.saved()
  textOfObject(anna.ydoc, id)?.insert(0, 'not ')
  setValues(anna.ydoc, id, { href: 'https://b.test/', asset: '00000000-0000-4000-8000-000000000000', place: [50, 60] })
  const comment = commentsOf(ben.ydoc).get(commentId)
  const words = comment instanceof Y.Map ? comment.get('txt') : null
  if (words instanceof Y.Text) words.insert(0, 'un')
  await anna.saved()
  await ben.saved()
  await until(() => anna.notices.some(({ reason }) => reason === 'needs_approval'), 'a word to its author')
  await until(() => ben.notices.some(({ reason }) => reason === 'needs_approval'), 'a word to its author')
  const now = await live()
  expect(now.objects).toMatchObject([{ text: 'approved', href: 'https://a.test/', asset: null, place: [50, 60] }])
  expect(now.comments).toMatchObject([{ text: 'kind' }])
  textOfObject(claire.ydoc, id)?.insert(0, 'well ')
  await claire.saved()
  expect((await live()).objects[0]?.text).toContain('well')
})

test('what the server writes for somebody is judged as theirs: put right in the same commit, or not taken at all (SPEC 78)', async () => {
  const [anna, claire] = [await join('anna'), await join('claire')]
  const id = await note(anna, 'anna')
  await until(() => objectsOf(claire.ydoc).has(id), 'the note')
  moderationOf(claire.ydoc).set(moderationKey.locked(id), 1)
  await claire.saved()
  const ben = { userId: 'ben', actor: { author: authors.ben, isModerator: false } }
  const rows = relay.store.get(board).rows.length
  const findings = await relay.rooms.editAs(board, ben, (ydoc) => void setValues(ydoc, id, { place: [1, 1] }))
  expect(findings).toEqual([{ objectId: id, reason: 'locked' }])
  expect((await live()).objects[0]?.place).toEqual([10, 20])
  expect(relay.store.get(board).rows.length).toBe(rows + 1)
  const forged = objectId(authors.anna)
  await expect(
    relay.rooms.editAs(board, ben, (ydoc) => putObject(ydoc, forged, { type: 'note', at: 1, order: 'a1', text: 'x' })),
  ).rejects.toThrow('another author')
  expect((await live()).objects.map((object) => object.id)).toEqual([id])
})

/** Says how often all of it was gone through. */
class CountingMap<Key, Value> extends Map<Key, Value> {
  walks = 0
  override keys() {
    this.walks++
    return super.keys()
  }
  override [Symbol.iterator]() {
    this.walks++
    return super[Symbol.iterator]()
  }
}

test('an update of a thousand new things is counted once, and not once for each of them', () => {
  const ydoc = new Y.Doc()
  const state = new BoardState(ydoc)
  const touched = new CountingMap<string, 'add'>()
  for (let at = 0; at < 1_000; at++) {
    const id = objectId(authors.anna)
    putObject(ydoc, id, { type: 'note', at: 1, order: 'a1', text: 'new' })
    touched.set(id, 'add')
  }
  const none = () => new Map<string, 'add'>()
  judgeObjects({
    ydoc,
    state,
    actor: { author: authors.anna, isModerator: false },
    now: 1_000,
    touched: {
      [boardRoots.meta]: none(),
      [boardRoots.objects]: touched,
      [boardRoots.moderation]: none(),
      [boardRoots.reactions]: none(),
      [boardRoots.comments]: none(),
    },
    fixes: [],
    noted: [],
  })
  expect(objectsOf(ydoc).size).toBe(1_000)
  // Once to count what is new, once to judge each.
  expect(touched.walks).toBe(2)
})
