import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createBridge } from '#client/editor/bridge.ts'
import { isSelectionLocked, LockedBlocks, toggleLock } from '#client/editor/locked-blocks.ts'
import { readPage, seedPage } from '#collab/documents/page.ts'
import { noWords, openEditor, paragraph } from './page-editor.ts'

/* What an editor does with passages that teachers locked. */

const said = vi.hoisted(() => vi.fn())
vi.mock('#client/ui/toast.tsx', () => ({ toast: said }))

afterEach(() => void said.mockReset())

function editorOf(ydoc: Y.Doc, canManage: boolean) {
  const words = { ...noWords, locked: 'locked', lockedHint: 'not here' }
  const facts = { people: new Map(), documents: new Map(), waitingFrom: [], canManage, words }
  return openEditor(ydoc, LockedBlocks(createBridge(() => {}, facts)))
}

/** A teacher and a pupil in one page. */
function scene() {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  seedPage(one, { type: 'doc', content: [paragraph('Write what you see.'), paragraph('Answer: ')] })
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  one.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(other, update, 'wire'))
  other.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(one, update, 'wire'))
  const [teacher, pupil] = [editorOf(one, true), editorOf(other, false)]
  return { teacher, pupil, textOf: () => readPage(other).text }
}

test('a teacher locks what is selected; a pupil writes below it and not in it, and is told why', () => {
  const { teacher, pupil, textOf } = scene()
  teacher.commands.setTextSelection(3)
  toggleLock(teacher)
  expect(isSelectionLocked(teacher)).toBe(true)
  expect(pupil.view.dom.querySelector('[data-locked="locked"]')?.textContent).toBe('Write what you see.')
  pupil.commands.insertContentAt(3, 'SECRET')
  pupil.commands.deleteRange({ from: 1, to: 8 })
  pupil.commands.setTextSelection(3)
  pupil.commands.toggleBold()
  pupil.commands.splitBlock()
  pupil.commands.toggleHeading({ level: 1 })
  pupil.commands.selectAll()
  pupil.commands.deleteSelection()
  expect(said.mock.calls).toEqual([['not here', { tone: 'problem' }]])
  pupil.commands.insertContentAt(pupil.state.doc.content.size - 1, 'a heron')
  expect(textOf()).toBe('Write what you see.\nAnswer: a heron')
  teacher.commands.insertContentAt(1, 'Look. ')
  expect(textOf()).toBe('Look. Write what you see.\nAnswer: a heron')
  teacher.commands.setTextSelection(3)
  toggleLock(teacher)
  pupil.commands.insertContentAt(1, 'Now: ')
  expect(textOf()).toBe('Now: Look. Write what you see.\nAnswer: a heron')
})

test('what a pupil wrote before a passage was locked is not undone after it; a copy of it is anybody’s', () => {
  const { teacher, pupil, textOf } = scene()
  pupil.commands.insertContentAt(1, 'Please: ')
  teacher.commands.setTextSelection(3)
  toggleLock(teacher)
  pupil.commands.undo()
  expect(textOf()).toBe('Please: Write what you see.\nAnswer: ')
  pupil.commands.setTextSelection({ from: 1, to: 8 })
  const copied = pupil.view.serializeForClipboard(pupil.state.selection.content()).dom.innerHTML
  pupil.commands.setTextSelection(pupil.state.doc.content.size - 1)
  pupil.view.pasteHTML(`${copied}<p>more</p>`)
  expect(textOf()).toContain('more')
  expect(pupil.state.doc.content.content.filter((block) => block.attrs['locked'] === true)).toHaveLength(1)
})
