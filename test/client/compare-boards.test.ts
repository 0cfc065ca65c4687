import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { compareBoards } from '#client/versions/boards/compare-boards.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'

const base64 = (ydoc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(ydoc)).toString('base64')
const id = (name: string) => `annaannaanna.${name}`

/** A board with four notes, and the same after two people have worked on it. */
function twoTimes() {
  const anna = new Y.Doc({ gc: false })
  anna.clientID = 1
  for (const name of ['same', 'moved', 'written', 'binned'])
    putObject(anna, id(name), { type: 'note', at: 1, order: 'a1', place: [0, 0], size: [10, 10], text: name })
  const previous = base64(anna)
  const ben = new Y.Doc({ gc: false })
  ben.clientID = 2
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna))
  setValues(ben, id('moved'), { place: [50, 50], colour: 3 })
  textOfObject(ben, id('written'))?.insert(0, 're')
  setValues(ben, id('binned'), { isRemoved: true })
  putObject(ben, 'benbenbenben.fresh', { type: 'note', at: 2, order: 'a2', text: 'new' })
  return { update: base64(ben), previous, authors: { '1': 'anna', '2': 'ben' }, deletions: [] }
}

test('a version of a board says what was added, changed and removed, in what, and by whom', () => {
  const { differences, board, withRemoved } = compareBoards(twoTimes())
  const said = differences.map(({ object, mark, aspects, by }) => [object.id.split('.')[1], mark, aspects, by])
  expect(said.toSorted()).toEqual([
    ['binned', 'removed', [], ['ben']],
    ['fresh', 'added', [], ['ben']],
    ['moved', 'changed', ['place', 'look'], ['ben']],
    ['written', 'changed', ['words'], ['ben']],
  ])
  expect(board.objects.filter((one) => !one.isRemoved)).toHaveLength(4)
  expect(withRemoved.objects.filter((one) => !one.isRemoved)).toHaveLength(5)
})

test('the first version of a board has nothing to be compared with', () => {
  const { differences, board } = compareBoards({ ...twoTimes(), previous: null })
  expect(differences).toEqual([])
  expect(board.objects).toEqual(readBoardOf(twoTimes().update))
})

function readBoardOf(update: string) {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, Buffer.from(update, 'base64'))
  return readBoard(ydoc).objects
}
