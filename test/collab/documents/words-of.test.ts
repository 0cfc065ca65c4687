import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { wordsOf } from '#collab/documents/words-of.ts'

function page(...blocks: string[]) {
  const ydoc = new Y.Doc()
  const add = (text: string, at: number) => {
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText(text)])
    ydoc.getXmlFragment('page').insert(at, [block])
  }
  blocks.forEach(add)
  return { ydoc, add }
}

const textAt = (ydoc: Y.Doc, at: number) => {
  const block = ydoc.getXmlFragment('page').get(at)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`no text in block ${at}`)
  return text
}

/** Everything that is written into a copy of the page from here on. */
function writer(from: Y.Doc) {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(from))
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') updates.push(update)
  })
  return { ydoc, updates }
}

describe('the words of updates', () => {
  it('come block by block in the order of the page, without the words of others', () => {
    const { ydoc: server } = page('The cat sat.', 'On a mat.')
    const { ydoc, updates } = writer(server)
    textAt(ydoc, 1).insert(9, ' It purred.')
    textAt(ydoc, 0).insert(4, 'black ')
    textAt(ydoc, 0).insert(17, ' Still')
    expect(wordsOf(updates, ydoc)).toBe('black Still\nIt purred.')
  })

  it('hold together where a mark begins within a word, or a letter was taken back', () => {
    const { ydoc, updates } = writer(page('One.').ydoc)
    textAt(ydoc, 0).insert(4, ' Strasxbourg')
    textAt(ydoc, 0).format(6, 4, { bold: {} })
    textAt(ydoc, 0).delete(10, 1)
    expect(wordsOf(updates, ydoc)).toBe('Strasbourg')
  })

  it('are none where the writer took them back', () => {
    const { ydoc, updates } = writer(page('Here.').ydoc)
    textAt(ydoc, 0).insert(0, 'Gone and stays. ')
    textAt(ydoc, 0).delete(0, 9)
    expect(wordsOf(updates, ydoc)).toBe('stays.')
    textAt(ydoc, 0).delete(0, 7)
    expect(wordsOf(updates, ydoc)).toBe('')
  })

  it('outlast the paragraph that somebody else deleted', () => {
    const { ydoc: server } = page('One.', 'Two.')
    const { ydoc, updates } = writer(server)
    textAt(ydoc, 0).insert(4, ' Mine')
    textAt(ydoc, 1).insert(4, ' And here.')
    server.getXmlFragment('page').delete(0, 1)
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(server), 'server')
    expect(wordsOf(updates, ydoc)).toBe('And here.\nMine')
  })

  it('are not repeated where the server has them', () => {
    const { ydoc, updates } = writer(page('One.').ydoc)
    textAt(ydoc, 0).insert(4, ' Taken.')
    const stored = Y.decodeStateVector(Y.encodeStateVector(ydoc))
    textAt(ydoc, 0).insert(11, ' Not taken.')
    expect(wordsOf(updates, ydoc, stored)).toBe('Not taken.')
  })

  it('can be read without the page they were written in: typed run by typed run', () => {
    const { ydoc, updates } = writer(page('One.').ydoc)
    textAt(ydoc, 0).insert(4, ' First 🌊 line.')
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText('Second line.')])
    ydoc.getXmlFragment('page').insert(1, [block])
    expect(wordsOf(updates, null)).toBe('First 🌊 line.\nSecond line.')
  })
})
