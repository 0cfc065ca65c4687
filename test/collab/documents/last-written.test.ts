import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { objectId, serverAuthor } from '#collab/documents/board-author.ts'
import { putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { LastWritten } from '#collab/documents/last-written.ts'
import { emptyPage, pageRoot, seedPage } from '#collab/documents/page.ts'

/** A ydoc, and the updates that were made in it. */
function written(ydoc: Y.Doc) {
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => void updates.push(update))
  return updates
}

function paragraph(ydoc: Y.Doc, text: string): Y.XmlText {
  const letters = new Y.XmlText(text)
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [letters])
  const fragment = ydoc.getXmlFragment(pageRoot)
  fragment.insert(fragment.length, [block])
  return letters
}

test('of a page the lines that were written last come first, each with whoever wrote its last letters', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  const [first, second] = [written(one), written(other)]
  seedPage(one, emptyPage('Rivers'))
  const last = new LastWritten('page')
  expect(last.take(first)).toBe(true)
  expect(last.lines(3)).toEqual([{ text: 'Rivers', clientId: null }])
  const long = paragraph(one, 'The Loire is long')
  paragraph(one, 'The Main is wet')
  for (const update of first) Y.applyUpdate(other, update)
  last.take(first)
  expect(last.lines(3).map(({ text }) => text)).toEqual(['The Main is wet', 'The Loire is long'])
  long.insert(0, 'Look: ')
  last.take(first)
  expect(last.lines(1)).toEqual([{ text: 'Look: The Loire is long', clientId: one.clientID }])
  second.length = 0
  paragraph(other, 'Die Elbe')
  expect(last.take(second)).toBe(true)
  expect(last.take(second)).toBe(false)
  expect(last.lines(2).map(({ clientId }) => clientId)).toEqual([other.clientID, one.clientID])
  one.getXmlFragment(pageRoot).delete(0, one.getXmlFragment(pageRoot).length)
  last.take(first)
  expect(last.lines(3).map(({ text }) => text)).toEqual(['Die Elbe'])
  last.destroy()
})

test('of a board words count, and neither moves nor what lies in the bin', () => {
  const ydoc = new Y.Doc()
  const updates = written(ydoc)
  const [a, b] = [objectId(serverAuthor), objectId(serverAuthor)]
  putObject(ydoc, a, { type: 'note', at: 1, text: 'Old' })
  const last = new LastWritten('board')
  last.take(updates)
  putObject(ydoc, b, { type: 'note', at: 2, text: 'New' })
  last.take(updates)
  setValues(ydoc, a, { place: [40, 0] })
  last.take(updates)
  expect(last.lines(3).map(({ text }) => text)).toEqual(['New'])
  textOfObject(ydoc, a)?.insert(3, 'er')
  last.take(updates)
  expect(last.lines(3).map(({ text }) => text)).toEqual(['Older', 'New'])
  setValues(ydoc, a, { isRemoved: true })
  last.take(updates)
  expect(last.lines(3).map(({ text }) => text)).toEqual(['New'])
  last.destroy()
})
