import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { closeCode, syncType } from '#collab/protocol.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

// Frames that are well formed and mean harm (reliability.md T11), into a page where two others write.

let relay: TestRelay
let page: string
let anna: Peer
let ben: Peer
let eve: Peer
const before = () => Buffer.from(Y.encodeSnapshot(Y.snapshot(relay.store.ydoc(page)))).toString('hex')

beforeEach(async () => {
  relay = await startRelay()
  page = relay.store.add({ check: documentKinds.page.check })
  await relay.rooms.edit(page, null, (ydoc) => documentKinds.page.seed(ydoc, firstPage))
  anna = await relay.join(page, 'anna').synced()
  ben = await relay.join(page, 'ben').synced()
  eve = await relay.join(page, 'eve').synced()
  write(anna, 'anna ')
  await anna.saved()
  await until(() => readable(eve) === readable(anna) && readable(ben) === readable(anna), 'all hold the same')
})
afterEach(() => relay.stop())

const firstPage = {
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'together' }] },
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1 }, content: [{ type: 'paragraph' }] }] },
      ],
    },
  ],
}

const readable = (peer: Peer) => peer.ydoc.getXmlFragment(pageRoot).toString()

function textOf(ydoc: Y.Doc): Y.XmlText {
  const block = ydoc.getXmlFragment(pageRoot).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text in the first block')
  return text
}

const write = (peer: Peer, letters: string) => textOf(peer.ydoc).insert(0, letters)

/** What somebody who holds the page would send for a change, under any id. */
function updateOf(change: (ydoc: Y.Doc, root: Y.XmlFragment) => void, clientId = 4_000_000_001): Uint8Array {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(eve.ydoc))
  ydoc.clientID = clientId
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  ydoc.transact(() => change(ydoc, ydoc.getXmlFragment(pageRoot)))
  return Y.mergeUpdates(updates)
}

/** Yjs takes these at run time; its types promise only what friendly callers write. */
const plain = (value: unknown): never => value as never

function element(parent: Y.XmlFragment, ...path: number[]): Y.XmlElement {
  const [index, ...rest] = path
  const child = parent.get(index ?? 0)
  if (!(child instanceof Y.XmlElement)) throw new Error('no element there')
  return rest.length === 0 ? child : element(child, ...rest)
}

/** One struct under an id of the sender's: `info`, whom it hangs on, and its content as bytes. */
function raw(info: number, references: number[], content: number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const value of [1, 1, 4_000_000_001, 0]) encoding.writeVarUint(encoder, value)
  encoding.writeUint8(encoder, info)
  for (const value of references) encoding.writeVarUint(encoder, value)
  encoding.writeUint8Array(encoder, Uint8Array.from([...content, 0]))
  return encoding.toUint8Array(encoder)
}

const idOf = (type: Y.XmlElement | Y.XmlText): [number, number] => {
  const id = type._item?.id
  if (id === undefined) throw new Error('a root has no id')
  return [id.client, id.clock]
}

const link = (href: unknown) => (ydoc: Y.Doc) => textOf(ydoc).format(0, 3, { link: { href } })
const attribute = (name: string, value: unknown) => (_: Y.Doc, root: Y.XmlFragment) =>
  element(root, 2, 0, 0).setAttribute(name, plain(value))
const letter = [1, 120]

function nest(root: Y.XmlFragment, depth: number) {
  let at = root
  for (let level = 0; level < depth; level++) {
    const quote = new Y.XmlElement('blockquote')
    at.insert(0, [quote])
    at = quote
  }
}

const forbidden: Record<string, () => Uint8Array> = {
  'another root': () => updateOf((ydoc) => ydoc.getMap('chat').set('a', 1)),
  'a key of the root': () => raw(8 | 32, [1, pageRoot.length, ...Buffer.from(pageRoot), 1, 97], [1, 125, 5]),
  'a root called constructor': () => updateOf((ydoc) => ydoc.getMap('constructor').set('a', 1)),
  'an unknown node': () => updateOf((_, root) => root.insert(0, [new Y.XmlElement('script')])),
  'a node called constructor': () => updateOf((_, root) => root.insert(0, [new Y.XmlElement('constructor')])),
  'a node where none of its kind can stand': () =>
    updateOf((_, root) => element(root, 0).insert(0, [new Y.XmlElement('tableCell')])),
  'an element that calls itself text': () =>
    updateOf((_, root) => element(root, 0).insert(0, [new Y.XmlElement('text')])),
  'a text beside the blocks': () => updateOf((_, root) => root.insert(0, [new Y.XmlText('x')])),
  'a text in a table': () => updateOf((_, root) => element(root, 2).insert(0, [new Y.XmlText('x')])),
  'letters beside the blocks': () => raw(4, [1, pageRoot.length, ...Buffer.from(pageRoot)], letter),
  'letters after a block': () => raw(4 | 128, idOf(element(eve.ydoc.getXmlFragment(pageRoot), 0)), letter),
  'letters before a block': () => raw(4 | 64, idOf(element(eve.ydoc.getXmlFragment(pageRoot), 0)), letter),
  'letters in an element': () => raw(4, [0, ...idOf(element(eve.ydoc.getXmlFragment(pageRoot), 2))], letter),
  'letters in a place that is two': () =>
    raw(4 | 128 | 64, [...idOf(textOf(eve.ydoc)), ...idOf(element(eve.ydoc.getXmlFragment(pageRoot), 2, 0))], letter),
  'a number beside the blocks': () => raw(8 | 128, idOf(element(eve.ydoc.getXmlFragment(pageRoot), 0)), [1, 125, 5]),
  'a block in a text': () => updateOf((ydoc) => textOf(ydoc).insertEmbed(0, new Y.XmlElement('paragraph'))),
  'an embed': () => updateOf((ydoc) => textOf(ydoc).insertEmbed(0, { image: 'x' })),
  'a mark nobody knows': () => updateOf((ydoc) => textOf(ydoc).format(0, 3, { blink: {} })),
  'a mark called constructor': () => updateOf((ydoc) => textOf(ydoc).format(0, 3, plain({ constructor: {} }))),
  'a script link': () => updateOf(link('javascript:alert(1)')),
  'a script link in odd case': () => updateOf(link('JaVaScRiPt:alert(1)')),
  'a script link after a control character': () => updateOf(link('\u0001javascript:alert(1)')),
  'a script link with a tab inside': () => updateOf(link('java\tscript:alert(1)')),
  'a script link with a line break inside': () => updateOf(link('java\nscript:alert(1)')),
  'a data link': () => updateOf(link('data:text/html,<script>1</script>')),
  'a link without a scheme': () => updateOf(link('//evil.example')),
  'a blob link': () => updateOf(link('blob:https://a.eu/1')),
  'a link that is a list': () => updateOf(link(['https://a.eu'])),
  'a colour that is no index': () => updateOf((ydoc) => textOf(ydoc).format(0, 3, { colour: { index: 'red' } })),
  'an attribute of another type': () => updateOf(attribute('colspan', '1000000')),
  'a span wider than any table': () => updateOf(attribute('colspan', 10_000)),
  'an attribute that is a number of another kind': () => updateOf(attribute('colspan', 5n)),
  'an attribute that is no number': () => updateOf(attribute('colspan', Number.NaN)),
  'a later value of an attribute': () =>
    raw(8 | 128, attributeId(element(eve.ydoc.getXmlFragment(pageRoot), 2, 0, 0), 'colspan'), [1, 119, 1, 57]),
  'letters as a later value of an attribute': () =>
    raw(4 | 128, attributeId(element(eve.ydoc.getXmlFragment(pageRoot), 2, 0, 0), 'colspan'), letter),
  'an attribute nobody knows': () => updateOf(attribute('onclick', 'alert(1)')),
  'an attribute called constructor': () => updateOf(attribute('constructor', 1)),
  'an attribute called prototype': () => updateOf(attribute('prototype', 1)),
  'an attribute of a text': () => updateOf((ydoc) => textOf(ydoc).setAttribute('level', 1)),
  'blocks a thousand deep': () => updateOf((_, root) => nest(root, 1_000)),
}

const attributeId = (type: Y.XmlElement, name: string): [number, number] => {
  const id = type._map.get(name)?.id
  if (id === undefined) throw new Error('no such attribute')
  return [id.client, id.clock]
}

for (const [name, bytes] of Object.entries(forbidden)) {
  test(`${name} is refused three times and then cut, and nobody notices (SPEC 18, 21, 61)`, async () => {
    const held = before()
    const heard = [anna, ben].map((peer) => peer.heard.filter(({ type }) => type === 0).length)
    for (let times = 0; times < 3; times++) eve.sendSync(syncType.update, bytes())
    expect(await eve.isCut()).toBe(closeCode.malformed)
    expect(eve.refusals.map(({ reason }) => reason)).toEqual(['forbidden', 'forbidden', 'forbidden'])
    // Said by the check, not by something that broke in it.
    expect(eve.refusals[0]).toMatchObject({ detail: expect.stringMatching(/^page refuses /) })
    expect([anna, ben].map((peer) => peer.heard.filter(({ type }) => type === 0).length)).toEqual(heard)
    expect(before()).toBe(held)
    await goesOn()
  })
}

async function goesOn() {
  write(anna, 'on ')
  await anna.saved()
  await until(() => readable(ben) === readable(anna), 'the neighbour hears the other')
  expect([anna.closed, ben.closed, anna.refusals, ben.refusals]).toEqual([null, null, [], []])
  expect(relay.store.ydoc(page).getXmlFragment(pageRoot).toString()).toBe(readable(anna))
}

test('blocks are not nested deeper one update at a time either (SPEC 61)', async () => {
  for (let step = 0; step < 7; step++) {
    const bytes = updateOf((_, root) => {
      let deepest: Y.XmlFragment = root
      for (let next = root.get(0); next instanceof Y.XmlElement && next.nodeName === 'blockquote'; next = next.get(0))
        deepest = next
      nest(deepest, 10)
    }, 4_000_000_001 + step)
    Y.applyUpdate(eve.ydoc, bytes)
  }
  await until(() => eve.refusals.length > 0)
  expect(eve.refusals[0]).toEqual({ reason: 'forbidden', detail: 'page refuses blocks nested too deep' })
  const depthAt = (peer: Peer) => readable(peer).split('<blockquote>').length - 1
  await until(() => depthAt(ben) === 60 && depthAt(anna) === 60, 'what was taken before')
  expect([anna.closed, ben.closed]).toEqual([null, null])
})
