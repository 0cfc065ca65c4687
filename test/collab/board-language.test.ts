import { afterEach, beforeEach, expect, test } from 'vitest'
import { objectId } from '#collab/documents/board-author.ts'
import { readBoardKind } from '#collab/documents/board.ts'
import { objectsOf, readObject } from '#collab/documents/board-read.ts'
import { putObject, setValues } from '#collab/documents/board-write.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard, authors, joinBoard } from '#test/helpers/relay-boards.ts'

// In which language the words of a thing are: a value like what it says.

let relay: TestRelay
let board: string
let anna: Peer
let ben: Peer

beforeEach(async () => {
  relay = await startRelay()
  board = addBoard(relay.store)
  anna = await joinBoard(relay, board, 'anna')
  ben = await joinBoard(relay, board, 'ben')
})
afterEach(() => relay.stop())

const languageIn = (peer: Peer, id: string) => readObject(id, objectsOf(peer.ydoc).get(id))?.language

test('the language of a card is its author’s to say; another’s is put back (SPEC 83)', async () => {
  const card = objectId(authors.anna)
  putObject(anna.ydoc, card, { type: 'card', at: 1, order: 'a1', text: 'Le moulin', language: 'fr' })
  await until(() => languageIn(ben, card) === 'fr', 'the card with its language')
  setValues(ben.ydoc, card, { language: 'de' })
  await until(() => languageIn(ben, card) === 'fr' && ben.stored === ben.sent, 'put back')
  setValues(anna.ydoc, card, { language: 'pt-BR' })
  await until(() => languageIn(ben, card) === 'pt-BR', 'changed by its author')
  expect(readBoardKind(ben.ydoc).json).toMatchObject({ objects: [{ language: 'pt-BR' }] })
})

test('what is no language is refused, and things of before have none (SPEC 83)', async () => {
  const note = objectId(authors.anna)
  putObject(anna.ydoc, note, { type: 'note', at: 1, order: 'a1', text: 'hello' })
  await until(() => languageIn(ben, note) === '', 'a note that says no language')
  for (const language of ['<b>', 'français', 'x', 'fr_FR', 'en-']) {
    const forger = await joinBoard(relay, board, 'ben')
    putObject(forger.ydoc, objectId(authors.ben), { type: 'note', at: 1, order: 'a2', text: '', language })
    await until(() => forger.refusals.length > 0, `a refusal of ${language}`)
    forger.destroy()
  }
  expect(objectsOf(anna.ydoc).size).toBe(1)
})
