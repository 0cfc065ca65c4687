import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from '#client/boards/board-store.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'

test('whoever draws one object hears of that one alone', () => {
  const ydoc = new Y.Doc()
  const gestures = new Gestures(ydoc, 'annaannaanna')
  const [one, two] = ['a1', 'a2'].map((order) => gestures.create({ type: 'note', order, text: order }))
  const store = new BoardStore(ydoc)
  const heard: string[] = []
  store.subscribeObject(one ?? '', () => heard.push('one'))
  store.subscribeObject(two ?? '', () => heard.push('two'))
  store.subscribe(() => heard.push('list'))
  const before = store.getObject(two ?? '')
  const ids = store.getIds()
  gestures.set(one ?? '', { colour: 2 })
  expect(heard).toEqual(['one'])
  expect(store.getObject(two ?? '')).toBe(before)
  expect(store.getIds()).toBe(ids)
  gestures.remove([one ?? ''])
  expect(heard).toEqual(['one', 'one', 'list'])
  expect(store.getIds()).toEqual([two])
  store.destroy()
  gestures.set(two ?? '', { colour: 5 })
  expect(heard).toHaveLength(3)
})

test('what comes on top is put to the others, and frames alone make other slides', () => {
  const ydoc = new Y.Doc()
  const gestures = new Gestures(ydoc, 'annaannaanna')
  const store = new BoardStore(ydoc)
  const make = (type: 'note' | 'frame', order: string, x: number) => gestures.create({ type, order, place: [x, 0] })
  const frame = make('frame', 'a1', 500)
  const slides = store.getSlides()
  expect(store.getIds()).toEqual([frame])
  const top = make('note', 'a5', 0)
  const under = make('note', 'a3', 0)
  expect(store.getIds()).toEqual([frame, under, top])
  expect(store.getSlides()).toBe(slides)
  const first = make('frame', 'a6', 0)
  expect(store.getIds()).toEqual([frame, under, top, first])
  expect(store.getSlides().map(({ id }) => id)).toEqual([first, frame])
  gestures.remove([frame])
  expect(store.getSlides().map(({ id }) => id)).toEqual([first])
  expect(new BoardStore(ydoc).getIds()).toEqual(store.getIds())
  store.destroy()
})
