import { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import {
  checkPageUpdate,
  emptyPage,
  type PageNode,
  pageRoot,
  pageSchema,
  readPage,
  replacePage,
  seedPage,
} from '#collab/documents/page.ts'
import { placesOf } from '#collab/relay/places.ts'
import { walked } from '#collab/relay/update.ts'
import { anyPage } from './page-arbitrary.ts'

const whole = (json: PageNode): unknown => Node.fromJSON(pageSchema, json).toJSON()

function pageOf(json: PageNode) {
  const ydoc = new Y.Doc()
  seedPage(ydoc, json)
  return ydoc
}

/** Judged as the relay does, on top of the updates that were there before. */
function checkBytes(update: Uint8Array, before: Uint8Array[] = []) {
  checkPageUpdate(Y.decodeUpdate(update), placesOf(before).read([walked(update)]).placeOf)
}
const check = (ydoc: Y.Doc) => checkBytes(Y.encodeStateAsUpdate(ydoc))

function hostile(write: (fragment: Y.XmlFragment, ydoc: Y.Doc) => void) {
  const ydoc = new Y.Doc()
  ydoc.transact(() => write(ydoc.getXmlFragment(pageRoot), ydoc))
  return () => check(ydoc)
}

/** Yjs takes these at run time; its types promise only what friendly callers write. */
const plain = (value: unknown): never => value as never

function textWith(fragment: Y.XmlFragment, attributes: Record<string, unknown>) {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  fragment.insert(0, [paragraph])
  paragraph.insert(0, [text])
  text.insert(0, 'read me', attributes)
}

describe('the page as a document kind', () => {
  it('reads back every page exactly as it was seeded', () => {
    fc.assert(
      fc.property(anyPage, (json) => {
        expect(whole(readPage(pageOf(json)).json)).toEqual(whole(json))
      }),
    )
  })

  it('accepts every update that the editor schema can make', () => {
    fc.assert(fc.property(anyPage, (json) => check(pageOf(json))))
  })

  it('restores any page over any other, and the edit passes the same check', () => {
    fc.assert(
      fc.property(anyPage, anyPage, (before, after) => {
        const ydoc = pageOf(before)
        const seeded = Y.encodeStateAsUpdate(ydoc)
        const updates: Uint8Array[] = []
        ydoc.on('update', (update: Uint8Array) => updates.push(update))
        replacePage(ydoc, pageOf(after))
        expect(whole(readPage(ydoc).json)).toEqual(whole(after))
        expect(updates.length).toBeLessThanOrEqual(1)
        updates.forEach((update) => checkBytes(update, [seeded]))
      }),
    )
  }, 20_000)

  it('leaves the blocks that did not change in place when a version is restored', () => {
    const ydoc = pageOf({
      type: 'doc',
      content: ['one', 'two'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    })
    const kept = ydoc.getXmlFragment(pageRoot).get(0)
    replacePage(
      ydoc,
      pageOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }] }),
    )
    expect(ydoc.getXmlFragment(pageRoot).get(0)).toBe(kept)
    expect(readPage(ydoc).text).toBe('one')
  })

  it('starts with a heading and an empty paragraph', () => {
    const ydoc = pageOf(documentKinds.page.empty('Nos rivières'))
    expect(readPage(ydoc)).toMatchObject({ text: 'Nos rivières', wordCount: 2 })
    expect(readPage(ydoc).json.content?.map((block) => block.type)).toEqual(['heading', 'paragraph'])
    expect(() => pageOf(emptyPage())).not.toThrow()
  })

  it('counts words of several scripts', () => {
    const content = [{ type: 'text', text: "L'eau coule — Ελλάδα, 42 rivières; porte-monnaie ქართული" }]
    expect(readPage(pageOf({ type: 'doc', content: [{ type: 'paragraph', content }] })).wordCount).toBe(7)
  })

  it('refuses to seed what is not a page', () => {
    expect(() => pageOf({ type: 'doc', content: [{ type: 'script' }] })).toThrow(RangeError)
    expect(() => pageOf({ type: 'doc', content: [{ type: 'tableCell' }] })).toThrow(RangeError)
  })
})

describe('a hostile update of a page', () => {
  it.each<[string, (fragment: Y.XmlFragment, ydoc: Y.Doc) => void]>([
    ['another root', (_, ydoc) => ydoc.getMap('chat').set('a', 1)],
    ['a second page', (_, ydoc) => ydoc.getXmlFragment('margin').insert(0, [new Y.XmlElement('paragraph')])],
    ['an unknown node', (fragment) => fragment.insert(0, [new Y.XmlElement('script')])],
    ['the root node inside', (fragment) => fragment.insert(0, [new Y.XmlElement('doc')])],
    ['a hook', (fragment) => fragment.push([plain(new Y.XmlHook('paragraph'))])],
    ['an unknown mark', (fragment) => textWith(fragment, { blink: {} })],
    ['an unknown mark attribute', (fragment) => textWith(fragment, { bold: { style: 'x' } })],
    ['a mark that reaches for the prototype', (fragment) => textWith(fragment, { ['__proto__']: { a: 1 } })],
    [
      'an attribute that reaches for the prototype',
      (fragment) => textWith(fragment, { bold: JSON.parse('{"__proto__":{"a":1}}') }),
    ],
    ['a script link', (fragment) => textWith(fragment, { link: { href: 'javascript:alert(1)' } })],
    ['a data link', (fragment) => textWith(fragment, { link: { href: 'data:text/html,x' } })],
    ['a link with a tab in its scheme', (fragment) => textWith(fragment, { link: { href: 'java\tscript:alert(1)' } })],
    [
      'an oversize attribute',
      (fragment) => textWith(fragment, { link: { href: `https://a.eu/${'x'.repeat(3_000)}` } }),
    ],
    ['an attribute that is an object', (fragment) => textWith(fragment, { colour: { index: { a: 1 } } })],
    [
      'an embed',
      (fragment) => {
        const text = new Y.XmlText()
        fragment.insert(0, [text])
        text.insertEmbed(0, { image: 'x' })
      },
    ],
    [
      'an unknown node attribute',
      (fragment) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.setAttribute('onclick', 'x')
        fragment.insert(0, [paragraph])
      },
    ],
    [
      'a table wide enough to stop a browser',
      (fragment) => {
        const cell = new Y.XmlElement('tableCell')
        cell.setAttribute('colspan', plain(1e9))
        fragment.insert(0, [cell])
      },
    ],
  ])('is refused: %s', (_, write) => {
    expect(hostile(write)).toThrow(/^page refuses|^forbidden key/)
  })

  it('is read as the page it could be where it came past the check', () => {
    const ydoc = new Y.Doc()
    const fragment = ydoc.getXmlFragment(pageRoot)
    textWith(fragment, { link: { href: 'javascript:alert(1)' }, blink: {} })
    fragment.insert(0, [new Y.XmlElement('script')])
    expect(readPage(ydoc).json.content).toMatchObject([
      { type: 'paragraph', content: [{ type: 'text', text: 'read me' }] },
    ])
    expect(JSON.stringify(readPage(ydoc))).not.toContain('javascript')
  })
})
