import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { objectsOf, readObject } from '#collab/documents/board-read.ts'
import { textOfObject } from '#collab/documents/board-write.ts'

// What somebody writes on a board is a part of their history: it can be taken back after the field is closed, step by step.

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function board() {
  const ydoc = new Y.Doc()
  const anna = new Gestures(ydoc, 'annaannaanna')
  const ben = new Gestures(ydoc, 'benbenbenben')
  const objectOf = (id: string) => readObject(id, objectsOf(ydoc).get(id))
  const textOf = (id: string) => {
    const text = textOfObject(ydoc, id)
    if (text === null) throw new Error('no text')
    return text
  }
  const type = (id: string, history: ReturnType<Gestures['writing']>, words: string) =>
    ydoc.transact(() => textOf(id).insert(textOf(id).length, words), history.origin)
  return { ydoc, anna, ben, objectOf, textOf, type }
}

test('making, typing and pasting are a step each, and each comes back', () => {
  const { anna, objectOf, type } = board()
  const id = anna.create({ type: 'note', order: 'a1' })
  const field = anna.writing(id)
  for (const letter of 'Source') type(id, field, letter)
  field.pause()
  type(id, field, ' of the Rhône')
  field.pause()
  anna.set(id, { place: [5, 5] })
  const said = () => [objectOf(id)?.isRemoved, objectOf(id)?.text, objectOf(id)?.place]
  const steps = [said()]
  for (let step = 0; step < 4; step++) {
    expect(anna.undo()).toEqual([id])
    steps.push(said())
  }
  expect(steps).toEqual([
    [false, 'Source of the Rhône', [5, 5]],
    [false, 'Source of the Rhône', [0, 0]],
    [false, 'Source', [0, 0]],
    [false, '', [0, 0]],
    [true, '', [0, 0]],
  ])
  expect(anna.canUndo).toBe(false)
  for (let step = 0; step < 4; step++) anna.redo()
  expect(said()).toEqual([false, 'Source of the Rhône', [5, 5]])
})

test('a pause in typing, and another thing, begin a step', () => {
  const { anna, objectOf, type } = board()
  const [one, two] = [anna.create({ type: 'note', order: 'a1' }), anna.create({ type: 'note', order: 'a2' })]
  const first = anna.writing(one)
  type(one, first, 'now')
  vi.advanceTimersByTime(2_000)
  type(one, first, ' later')
  type(two, anna.writing(two), 'elsewhere')
  const texts = () => [objectOf(one)?.text, objectOf(two)?.text]
  anna.undo()
  expect(texts()).toEqual(['now later', ''])
  anna.undo()
  expect(texts()).toEqual(['now', ''])
})

test('letters of others stay when mine are taken back, and theirs are not mine to take', () => {
  const { ydoc, anna, ben, objectOf, textOf, type } = board()
  const id = anna.create({ type: 'note', order: 'a1' })
  type(id, anna.writing(id), 'mine')
  ydoc.transact(() => textOf(id).insert(0, 'yours '), ben.writing(id).origin)
  anna.undo()
  expect(objectOf(id)?.text).toBe('yours ')
  ben.undo()
  expect(objectOf(id)?.text).toBe('')
})

test('in the field one takes back what was written there, and never the thing itself', () => {
  const { anna, objectOf, type } = board()
  const id = anna.create({ type: 'note', order: 'a1' })
  const field = anna.writing(id)
  type(id, field, 'words')
  for (let press = 0; press < 5; press++) field.undo()
  expect(objectOf(id)).toMatchObject({ text: '', isRemoved: false })
  field.redo()
  expect(objectOf(id)?.text).toBe('words')
})

test('a thing is in the language of whoever writes its first words, and stays in it', () => {
  const { anna, ben, objectOf, type } = board()
  anna.speak('fr')
  ben.speak('de')
  const id = anna.create({ type: 'note', order: 'a1' })
  expect(objectOf(id)?.language).toBe('fr')
  type(id, ben.writing(id), 'Quelle')
  expect(objectOf(id)?.language).toBe('de')
  type(id, anna.writing(id), ' et source')
  expect(objectOf(id)?.language).toBe('de')
  ben.undo()
  expect(objectOf(id)).toMatchObject({ text: ' et source', isRemoved: false })
  const shown = ben.create({ type: 'ink', order: 'a2' })
  expect(objectOf(shown)?.language).toBe('')
})
