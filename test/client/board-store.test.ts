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
