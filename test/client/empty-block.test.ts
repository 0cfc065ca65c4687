import type { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { emptyPage, readPage, seedPage } from '#collab/documents/page.ts'
import { openEditor } from './page-editor.ts'

/** People with an editor each on the same page; `exchange` brings everybody what the others wrote. */
function people(count: number) {
  const first = new Y.Doc()
  seedPage(first, emptyPage())
  const writers = Array.from({ length: count }, () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(first))
    return { ydoc, editor: openEditor(ydoc) }
  })
  const exchange = () => {
    const updates = writers.map(({ ydoc }) => Y.encodeStateAsUpdate(ydoc))
    for (const { ydoc } of writers) for (const update of updates) Y.applyUpdate(ydoc, update)
  }
  return { writers, exchange }
}

const typeAtEnd = (editor: Editor, text: string) =>
  editor.view.dispatch(editor.state.tr.insertText(text, editor.state.doc.content.size - 1))

describe('an empty block', () => {
  it('takes the first letters of several people at once, each of them once', () => {
    const { writers, exchange } = people(4)
    for (let round = 0; round < 6; round++) {
      writers.forEach(({ editor }, at) => typeAtEnd(editor, String.fromCodePoint(97 + at)))
      exchange()
    }
    const texts = writers.map(({ ydoc }) => readPage(ydoc).text)
    expect(new Set(texts).size).toBe(1)
    expect(
      [...(texts[0] ?? '')]
        .filter((letter) => /\w/.test(letter))
        .toSorted()
        .join(''),
    ).toBe('abcd'.replaceAll(/./g, (letter) => letter.repeat(6)))
  })

  it('does so too where somebody has just made it', () => {
    const { writers, exchange } = people(3)
    const [maker] = writers
    maker?.editor.commands.setContent({ type: 'doc', content: [{ type: 'paragraph' }, { type: 'paragraph' }] })
    exchange()
    for (let round = 0; round < 6; round++) {
      writers.forEach(({ editor }, at) => typeAtEnd(editor, String.fromCodePoint(97 + at)))
      exchange()
    }
    const text = readPage(writers[0]?.ydoc ?? new Y.Doc()).text
    expect(
      [...text]
        .filter((letter) => /\w/.test(letter))
        .toSorted()
        .join(''),
    ).toBe('aaaaaabbbbbbcccccc')
  })
})
