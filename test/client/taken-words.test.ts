import type { Editor } from '@tiptap/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { createBridge } from '#client/editor/bridge.ts'
import { WaitingWords } from '#client/editor/waiting-words.ts'
import { Branch } from '#client/live/branch.ts'
import { pageRoot, seedPage } from '#collab/documents/page.ts'
import { noWords, openEditor, paragraph } from './page-editor.ts'

/** What a pupil took out of a page that a teacher reads first: struck through in their own page, and there for all others. */

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const fromServer = Symbol('server')
const identity = {
  ...{ clientId: 7, userId: 'alix', paletteIndex: 1, shape: 0 },
  ...{ access: 'write' as const, schemaVersion: 1, epoch: 1, branch: 1 },
}

/** The page as all have it, and that of a pupil under the rule who has it open. */
function scene(texts: string[]) {
  const page = new Y.Doc({ gc: false })
  seedPage(page, { type: 'doc', content: texts.map(paragraph) })
  const device = () => {
    const ydoc = new Y.Doc()
    const branch = new Branch(ydoc)
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(page), fromServer)
    ydoc.clientID = 7
    branch.hear(identity, [])
    const facts = { people: new Map(), documents: new Map(), canManage: false }
    const said = { ...noWords, waits: 'waits', taken: 'taken' }
    const bridge = createBridge(() => {}, { ...facts, words: said, waitingFrom: branch.shown.waitingFrom })
    const sent: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array, origin: unknown) => origin !== fromServer && void sent.push(update))
    const editor = openEditor(ydoc, WaitingWords(ydoc, bridge))
    const look = () => bridge.update({ ...facts, words: said, waitingFrom: [...branch.shown.waitingFrom] })
    /** Something that the page hands to everybody. */
    const hear = (update: Uint8Array) => {
      branch.hearOfPage(update)
      Y.applyUpdate(ydoc, update, fromServer)
      look()
    }
    return { ydoc, branch, editor, sent, hear, look }
  }
  return { page, device }
}

function struck({ view }: Editor) {
  vi.advanceTimersByTime(200)
  return [...view.dom.querySelectorAll('del.taken')].map((mark) => mark.textContent)
}

describe('words that a pupil took away under the rule', () => {
  it('stand struck through where they were, and are no part of the text', () => {
    const { editor } = scene(['The river is long.', 'Second']).device()
    editor.commands.deleteRange({ from: 5, to: 11 })
    expect(struck(editor)).toEqual(['taken: river '])
    expect(editor.getText()).not.toContain('river')
    const [first] = editor.view.dom.querySelectorAll('p')
    expect(first?.textContent).toBe('The taken: river is long.')
  })

  it('are those of others alone: what is written and taken back under the rule leaves no mark', () => {
    const { editor } = scene(['first']).device()
    editor.commands.insertContentAt(6, ' mine')
    editor.commands.deleteRange({ from: 6, to: 11 })
    expect(struck(editor)).toEqual([])
  })

  it('are whole blocks, too, in front of the next one that is there', () => {
    const { editor } = scene(['first', 'second', 'third']).device()
    editor.commands.deleteRange({ from: 7, to: 15 })
    expect(struck(editor)).toEqual(['taken: second'])
    expect([...editor.view.dom.children].map(({ className, tagName }) => className || tagName)).toContain(
      'taken taken-block ProseMirror-widget',
    )
  })

  it('are not what was only moved: a paragraph that is split, or becomes a heading', () => {
    const { editor } = scene(['The river is long.', 'A title here']).device()
    editor.chain().setTextSelection(11).splitBlock().run()
    editor.chain().setTextSelection(26).setNode('heading', { level: 2 }).run()
    expect(struck(editor)).toEqual([])
  })

  it('are not what was undone', () => {
    const { editor } = scene(['The river is long.']).device()
    editor.commands.deleteRange({ from: 5, to: 8 })
    expect(struck(editor)).toEqual(['taken: riv'])
    vi.advanceTimersByTime(1_000)
    editor.commands.undo()
    expect(struck(editor)).toEqual([])
    expect(editor.getText()).toContain('The river')
  })

  it('are shown on another device, and after a reload', () => {
    const { device } = scene(['The river is long.'])
    const [one, other] = [device(), device()]
    one.editor.commands.deleteRange({ from: 5, to: 11 })
    for (const update of one.sent) other.branch.take(update, fromServer)
    other.look()
    expect(struck(other.editor)).toEqual(['taken: river '])
  })

  it('go when a teacher lets it out, and when somebody else takes the same words away', () => {
    const { page, device } = scene(['The river is long.', 'Second one'])
    const { editor, sent, hear } = device()
    editor.commands.deleteRange({ from: 5, to: 11 })
    editor.commands.deleteRange({ from: 15, to: 22 })
    expect(struck(editor)).toHaveLength(2)
    const text = page.getXmlFragment(pageRoot).get(1)
    const changes: Uint8Array[] = []
    page.on('update', (update: Uint8Array) => void changes.push(update))
    if (text instanceof Y.XmlElement) page.getXmlFragment(pageRoot).delete(1, 1)
    changes.forEach(hear)
    expect(struck(editor)).toEqual(['taken: river '])
    sent.forEach(hear)
    expect(struck(editor)).toEqual([])
  })
})
