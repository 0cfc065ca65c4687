import type { Editor } from '@tiptap/core'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageSchema, readPage, seedPage } from '#collab/documents/page.ts'
import { openEditor, paragraph } from './page-editor.ts'

/** Two people at one page: what either writes reaches the other when asked. */
function pair(content: object[]) {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  mine.clientID = 1
  theirs.clientID = 2
  seedPage(mine, { type: 'doc', content })
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  const [own, other] = [openEditor(mine), openEditor(theirs)]
  const exchange = () => {
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)))
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)))
  }
  return { own, other, mine, exchange }
}

const textOf = (editor: Editor) => editor.getText({ blockSeparator: '|' })

it('what somebody else writes leaves all other blocks as they are', () => {
  const { own, other, exchange } = pair(['one', 'two', 'three'].map(paragraph))
  const before = own.state.doc.content.content
  other.commands.insertContentAt(9, '!')
  exchange()
  expect(textOf(own)).toBe('one|two!|three')
  const after = own.state.doc.content.content
  expect([after[0] === before[0], after[2] === before[2]]).toEqual([true, true])
})

it.each([
  ['of two that are alike', ['same', 'same', 'other']],
  ['of two empty ones', ['', '', 'other']],
])('a caret in the first block %s stays there when somebody writes in that block', (_, texts) => {
  const { own, other, exchange } = pair(texts.map(paragraph))
  own.commands.setTextSelection(1)
  other.commands.insertContentAt(1, 'x')
  exchange()
  expect(own.state.selection.$head.index(0)).toBe(0)
})

it('a caret stays among the words of its block when somebody makes a heading of it', () => {
  const { own, other, exchange } = pair(['first', 'second', 'third'].map(paragraph))
  own.commands.setTextSelection(11)
  other.chain().setTextSelection(10).setNode('heading', { level: 1 }).run()
  exchange()
  expect(own.state.doc.child(1).type.name).toBe('heading')
  expect(own.state.selection.$head.index(0)).toBe(1)
})

/** The same numbers each time. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}

/** One gesture of a person somewhere in the page; what does not fit there does nothing. */
function act(editor: Editor, random: (below: number) => number) {
  const { size } = editor.state.doc.content
  const at = random(size)
  const chain = () => editor.chain().setTextSelection({ from: at, to: Math.min(size, at + random(8)) })
  const gestures = [
    () => chain().insertContent('ab').run(),
    () => chain().insertContent('aaa').run(),
    () => chain().deleteSelection().run(),
    () => chain().splitBlock().run(),
    () => chain().joinBackward().run(),
    () => chain().toggleBold().run(),
    () => chain().toggleBulletList().run(),
    () => chain().toggleTaskList().run(),
    () => chain().setNode('heading', { level: 2 }).run(),
    () => chain().toggleBlockquote().run(),
    () => chain().insertTable({ rows: 2, cols: 2 }).run(),
    () => chain().addRowAfter().run(),
    () => chain().sinkListItem('listItem').run(),
    () => editor.commands.undo(),
    () => editor.commands.redo(),
  ]
  gestures[random(gestures.length)]?.()
}

it.each([1, 2, 3, 4, 5, 6])('whatever two people do, both see what the page holds (%i)', (seed) => {
  const { own, other, mine, exchange } = pair(['one', 'two', '', 'three', 'three'].map(paragraph))
  const random = numbers(seed)
  for (let round = 0; round < 60; round++) {
    act(random(2) === 0 ? own : other, random)
    if (random(3) === 0) act(other, random)
    if (random(2) === 0) exchange()
  }
  exchange()
  exchange()
  // As it is held, with what the page's own reader makes of it.
  const held = pageSchema.nodeFromJSON(readPage(mine).json).toJSON()
  expect(own.getJSON()).toEqual(held)
  expect(other.getJSON()).toEqual(held)
})

it.each(['Mod-z', 'Mod-y', 'Shift-Mod-z'])('%s with nothing left to do changes nothing and is done', (key) => {
  const { own } = pair([paragraph('one')])
  own.commands.insertContentAt(4, '!')
  if (key === 'Mod-z') own.commands.undo()
  expect(own.commands.keyboardShortcut(key)).toBe(true)
  expect(textOf(own)).toBe(key === 'Mod-z' ? 'one' : 'one!')
})
