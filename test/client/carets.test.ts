import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { EditorBridge } from '#client/editor/bridge.ts'
import { caretPlaces, PageCarets } from '#client/editor/carets.ts'
import { pageRoot, seedPage } from '#collab/documents/page.ts'
import { openEditor, paragraph } from './page-editor.ts'

function reader() {
  const ydoc = new Y.Doc()
  seedPage(ydoc, { type: 'doc', content: [paragraph('hello')] })
  const awareness = new Awareness(ydoc)
  const bridge = { facts: () => ({ people: new Map(), words: { unknownPerson: '?' } }), subscribe: () => () => {} }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- carets use these two members alone
  const editor = openEditor(ydoc, PageCarets(awareness, bridge as unknown as EditorBridge))
  const show = (cursor: unknown) => {
    awareness.states.set(77, { cursor, user: { id: 'tom', role: 'pupil', paletteIndex: 1, shape: 1 } })
    awareness.emit('change', [{ added: [77], updated: [], removed: [] }, 'test'])
  }
  return { ydoc, awareness, editor, show }
}

it('draws the caret of somebody else where it stands', () => {
  const { ydoc, awareness, editor, show } = reader()
  const block = ydoc.getXmlFragment(pageRoot).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  const position = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, 2))
  show({ anchor: position, head: position })
  expect(caretPlaces(editor.view, awareness)).toMatchObject([{ id: 'tom', clientId: 77, position: 3 }])
})

it.each([
  ['numbers', 5],
  ['no place at all', {}],
  ['an item without an id', { item: {} }],
  ['an item before the first', { item: { client: 1, clock: -5 } }],
  ['an item between two', { item: { client: 1, clock: 0.5 } }],
  ['a type without an id', { type: {} }],
  ['another root', { tname: 'elsewhere' }],
  ['a root called __proto__', { tname: '__proto__' }],
])('a caret that is %s is not drawn, throws nothing and changes nothing', (_, position) => {
  // The binding draws from timers: what it throws there comes out where they are run.
  vi.useFakeTimers()
  try {
    const { ydoc, awareness, editor, show } = reader()
    vi.advanceTimersByTime(50)
    expect(ySyncPluginKey.getState(editor.state)?.binding?.mapping.size).toBeGreaterThan(0)
    show({ anchor: position, head: position })
    expect(() => vi.advanceTimersByTime(50)).not.toThrow()
    editor.view.dispatch(editor.state.tr.insertText('Q', 1))
    expect(caretPlaces(editor.view, awareness)).toEqual([])
    expect([...ydoc.share.keys()]).toEqual([pageRoot])
  } finally {
    vi.useRealTimers()
  }
})
