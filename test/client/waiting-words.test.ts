import type { Editor } from '@tiptap/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { createBridge } from '#client/editor/bridge.ts'
import { WaitingWords } from '#client/editor/waiting-words.ts'
import type { WaitingFrom } from '#client/live/branch.ts'
import { pageRoot, seedPage } from '#collab/documents/page.ts'
import { noWords, openEditor, paragraph } from './page-editor.ts'

/** A pupil's own words that wait for a teacher are marked where they stand, and nothing else is. */

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The page of a pupil who writes under the rule, with what others wrote before. */
function pupil(content: object[], id = 7) {
  const ydoc = new Y.Doc()
  seedPage(ydoc, { type: 'doc', content })
  ydoc.clientID = id
  const facts = {
    people: new Map(),
    documents: new Map(),
    canManage: false,
    words: { ...noWords, waits: 'waits', taken: 'taken' },
  }
  const bridge = createBridge(() => {}, { ...facts, waitingFrom: [] })
  const editor = openEditor(ydoc, WaitingWords(ydoc, bridge))
  const wait = (waitingFrom: WaitingFrom) => bridge.update({ ...facts, waitingFrom })
  wait([[id, 0]])
  return { ydoc, editor, wait }
}

/** What is marked once it has been looked for: the blocks that say so, with their letters that wait in brackets. */
function marked({ view }: Editor) {
  vi.advanceTimersByTime(200)
  return [...view.dom.querySelectorAll('[data-waits="waits"]')].map((block) => {
    const copy = block.cloneNode(true)
    if (!(copy instanceof HTMLElement)) return ''
    for (const part of copy.querySelectorAll('.waits')) part.textContent = `[${part.textContent}]`
    return copy.textContent.replaceAll('][', '')
  })
}

/** A letter that somebody else writes in between. */
function elsewhere(ydoc: Y.Doc, change: (fragment: Y.XmlFragment) => void) {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc))
  change(other.getXmlFragment(pageRoot))
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(other), 'elsewhere')
}

describe('words that wait', () => {
  it('are marked in their block, and those of others beside them are not', () => {
    const { editor } = pupil(['first', 'second', 'third'].map(paragraph))
    expect(marked(editor)).toEqual([])
    editor.commands.insertContentAt(10, 'XX')
    expect(marked(editor)).toEqual(['se[XX]cond'])
  })

  it('are marked while they are typed, before they are looked for', () => {
    const { editor } = pupil([paragraph('first')])
    editor.commands.insertContentAt(6, ' a')
    expect(marked(editor)).toEqual(['first[ a]'])
    editor.view.dispatch(editor.state.tr.insertText('b', 8))
    expect(editor.view.dom.querySelector('.waits')?.textContent).toBe(' ab')
  })

  it('are found in lists, cells and formulas, wherever they are', () => {
    const { editor } = pupil([paragraph('')])
    editor.commands.setContent({
      type: 'doc',
      content: [
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('one')] }] },
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('two')] }] }],
        },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a' },
            { type: 'inlineMath', attrs: { latex: 'x' } },
          ],
        },
        { type: 'horizontalRule' },
      ],
    })
    const found = marked(editor)
    expect(found.slice(0, 2)).toEqual(['[one]', '[two]'])
    expect(found).toHaveLength(4)
    expect(editor.view.dom.querySelector('hr')?.getAttribute('data-waits')).toBe('waits')
  })

  it('are found in a list that is made by the way', () => {
    const { editor } = pupil(['first', ''].map(paragraph))
    editor.chain().setTextSelection(8).toggleBulletList().insertContent('one').run()
    editor.chain().splitListItem('listItem').insertContent('two').run()
    expect(marked(editor)).toEqual(['[one]', '[two]'])
  })

  it('say it of a block where only its form is another', () => {
    const { editor } = pupil(['first', 'second'].map(paragraph))
    editor.chain().setTextSelection({ from: 8, to: 14 }).setBold().run()
    expect(marked(editor)).toEqual(['second'])
  })

  it('say nothing of a paragraph that was only begun', () => {
    const { editor } = pupil([paragraph('first')])
    editor.chain().setTextSelection(6).splitBlock().run()
    expect(marked(editor)).toEqual([])
    editor.commands.insertContent('new')
    expect(marked(editor)).toEqual(['[new]'])
  })

  it('go along when somebody else writes before them', () => {
    const { editor, ydoc } = pupil(['first', 'second'].map(paragraph))
    editor.commands.insertContentAt(14, '!')
    expect(marked(editor)).toEqual(['second[!]'])
    elsewhere(ydoc, (fragment) => fragment.delete(0, 1))
    expect(marked(editor)).toEqual(['second[!]'])
  })

  it('are marked from where they wait on, and no more once they are let out', () => {
    const { editor, ydoc, wait } = pupil([paragraph('')])
    editor.commands.insertContentAt(1, 'read ')
    const from = Y.getState(ydoc.store, 7)
    editor.commands.insertContentAt(6, 'unread')
    expect(marked(editor)).toEqual(['[read unread]'])
    wait([[7, from]])
    expect(marked(editor)).toEqual(['read [unread]'])
    wait([])
    expect(marked(editor)).toEqual([])
  })
})

describe('undo', () => {
  it('takes back what waits, also what was written before the rule, until a teacher has let it out', () => {
    const { editor, ydoc, wait } = pupil([paragraph('page ')])
    editor.commands.insertContentAt(6, 'one ')
    const from = Y.getState(ydoc.store, 7)
    vi.advanceTimersByTime(1_000)
    wait([[7, from]])
    editor.commands.insertContentAt(10, 'two')
    vi.advanceTimersByTime(1_000)
    expect(editor.getText()).toBe('page one two')
    editor.commands.undo()
    expect(editor.getText()).toBe('page one ')
    editor.commands.undo()
    expect(editor.getText()).toBe('page one ')
    editor.commands.redo()
    expect([editor.getText(), marked(editor)]).toEqual(['page one two', ['page one [two]']])
  })

  it('goes on over the beginning and the end of a rule under which nothing was written', () => {
    const { editor, ydoc, wait } = pupil([paragraph('page ')])
    wait([])
    editor.commands.insertContentAt(6, 'free')
    ydoc.clientID = 8
    wait([[8, 0]])
    wait([])
    editor.commands.undo()
    expect(editor.getText()).toBe('page ')
  })
})
