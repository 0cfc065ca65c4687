import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { changedForms } from '#client/versions/forms.ts'
import { pageRoot, seedPage } from '#collab/documents/page.ts'

const base64 = (ydoc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(ydoc)).toString('base64')
const block = (type: string, text: string, attrs = {}) => ({ type, attrs, content: [{ type: 'text', text }] })

/** The forms that a change made another, of a page with a heading and two paragraphs. */
function formsAfter(change: (blocks: Y.XmlElement[]) => void) {
  const ydoc = new Y.Doc({ gc: false })
  const content = [block('heading', 'Title', { level: 1 }), block('paragraph', 'first'), block('paragraph', 'second')]
  seedPage(ydoc, { type: 'doc', content })
  const previous = base64(ydoc)
  const blocks = ydoc.getXmlFragment(pageRoot).toArray()
  ydoc.transact(() => change(blocks.filter((one) => one instanceof Y.XmlElement)))
  return changedForms({ update: base64(ydoc), previous })
}

const lettersOf = (element: Y.XmlElement | undefined) => {
  const text = element?.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no letters')
  return text
}

it('a block whose letters or level look another way is listed by its words', () => {
  expect(formsAfter(([, first]) => lettersOf(first).format(1, 3, { bold: {} }))).toEqual(['first'])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Yjs declares text alone; the binding writes numbers too
  expect(formsAfter(([title]) => title?.setAttribute('level', 2 as unknown as string))).toEqual(['Title'])
})

it('a block with other words is not, nor one that is new: those are marked', () => {
  expect(
    formsAfter(([, first]) => {
      lettersOf(first).format(0, 2, { bold: {} })
      lettersOf(first).insert(5, '!')
    }),
  ).toEqual([])
  expect(
    formsAfter(([title]) => {
      const made = new Y.XmlElement('paragraph')
      made.insert(0, [new Y.XmlText('new')])
      if (title?.parent instanceof Y.XmlFragment) title.parent.insert(1, [made])
    }),
  ).toEqual([])
})

it('nothing is listed where nothing looks another way', () => {
  expect(formsAfter(() => {})).toEqual([])
  expect(
    formsAfter(([, first]) => {
      lettersOf(first).format(0, 2, { bold: {} })
      lettersOf(first).format(0, 2, { bold: null })
    }),
  ).toEqual([])
})
