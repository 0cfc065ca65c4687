import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changesByAuthor, type ComparedNode, compareVersions, withoutChanges } from '#client/versions/compare.ts'
import { pageRoot, readPage, replacePage, seedPage } from '#collab/documents/page.ts'
import { matching } from '#client/editor/suggestion-menu.ts'

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const base64 = (ydoc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(ydoc)).toString('base64')

/** The same page at another person's machine. */
function peer(ydoc: Y.Doc, clientID: number) {
  const other = new Y.Doc({ gc: false })
  other.clientID = clientID
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc))
  return other
}

function page(...texts: string[]) {
  const ydoc = new Y.Doc({ gc: false })
  ydoc.clientID = 1
  seedPage(ydoc, { type: 'doc', content: texts.map(paragraph) })
  return ydoc
}

function textOf(ydoc: Y.Doc, index: number) {
  const element = ydoc.getXmlFragment(pageRoot).get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}

const plain = (node: ComparedNode): string => (node.text ?? '') + node.content.map(plain).join('')
const changed = (node: ComparedNode): string[] => [
  ...(node.change && node.text ? [`${node.change.kind} ${node.text} by ${node.change.userId}`] : []),
  ...node.content.flatMap(changed),
]

describe('the view of a version', () => {
  it('says who added and who removed which words', () => {
    const before = page('The Loire is long.', 'The Elbe too.')
    const after = peer(before, 2)
    textOf(after, 0).insert(4, 'wild ')
    textOf(after, 1).delete(0, 4)
    const length = 4
    const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(before))
    const clock =
      structs.find(
        (one) =>
          one instanceof Y.Item && one.content instanceof Y.ContentString && one.content.str.startsWith('The Elbe'),
      )?.id.clock ?? 0
    const root = compareVersions({
      update: base64(after),
      previous: base64(before),
      authors: { 1: 'teacher', 2: 'alix' },
      deletions: [{ clientId: 1, clock, length, userId: 'alix' }],
    })
    expect(changed(root)).toEqual(['added wild  by alix', 'removed The  by alix'])
    expect(changesByAuthor(root)).toEqual([{ userId: 'alix', added: 5, removed: 4 }])
    expect(plain(withoutChanges(root))).toBe('The wild Loire is long.Elbe too.')
  })

  it('leaves letters alone that only moved, and says of others who typed them', () => {
    const before = page('The Loire is long and wild.')
    const after = peer(before, 2)
    const [from, clock] = [textOf(before, 0)._start?.id.clock ?? 0, Y.getState(after.store, 2)]
    // A split, as an editor writes it, and in its second half a word that a third had typed there.
    textOf(after, 0).delete(13, 14)
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText('long and wild, deep.')])
    after.getXmlFragment(pageRoot).insert(1, [block])
    const given = {
      update: base64(after),
      previous: base64(before),
      authors: { 1: 'teacher', 2: 'alix', 3: 'anna' },
      deletions: [{ clientId: 1, clock: from + 13, length: 14, userId: 'alix' }],
    }
    expect(changed(compareVersions(given))).toEqual([
      'removed long and wild. by alix',
      'added long and wild, deep. by alix',
    ])
    const letters = clock + 2
    const moved = [
      { client: 2, clock: letters, length: 13, from: { client: 1, clock: from + 13 } },
      { client: 2, clock: letters + 13, length: 6, from: { client: 3, clock: 0 } },
      { client: 2, clock: letters + 19, length: 1, from: { client: 1, clock: from + 26 } },
    ]
    const root = compareVersions({ ...given, moved })
    expect(changed(root)).toEqual(['added , deep by anna'])
    expect(changesByAuthor(root)).toEqual([{ userId: 'anna', added: 6, removed: 0 }])
    expect(plain(root)).toBe('The Loire is long and wild, deep.')
  })

  it('shows a removed paragraph with its words, and leaves out what came and went in between', () => {
    const before = page('one', 'two')
    const after = peer(before, 2)
    after.getXmlFragment(pageRoot).delete(1, 1)
    const fleeting = new Y.XmlElement('paragraph')
    after.getXmlFragment(pageRoot).insert(1, [fleeting])
    after.getXmlFragment(pageRoot).delete(1, 1)
    const root = compareVersions({ update: base64(after), previous: base64(before), authors: {}, deletions: [] })
    expect(root.content.map((node) => node.change?.kind ?? null)).toEqual([null, 'removed'])
    expect(changed(root)).toEqual(['removed two by null'])
  })

  it('marks nothing in the first version', () => {
    const root = compareVersions({ update: base64(page('one')), previous: null, authors: {}, deletions: [] })
    expect(changed(root)).toEqual([])
    expect(plain(root)).toBe('one')
  })

  it('a restored version reads as it did then', () => {
    const before = page('one', 'two')
    const after = peer(before, 2)
    textOf(after, 0).delete(0, 3)
    replacePage(after, before)
    expect(readPage(after).json).toEqual(readPage(before).json)
  })
})

describe('the menus of "/" and "@"', () => {
  it('find an entry by the beginning of a word, whatever the accents', () => {
    const items = ['Élise B.', 'Inès D.', 'Small title'].map((label) => ({ id: label, label, run: () => {} }))
    expect(matching(items, 'eli').map((item) => item.label)).toEqual(['Élise B.'])
    expect(matching(items, 'ti').map((item) => item.label)).toEqual(['Small title'])
    expect(matching(items, '')).toHaveLength(3)
  })
})
