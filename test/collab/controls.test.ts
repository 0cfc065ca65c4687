import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'
import { values } from '#collab/documents/board-values.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { walk } from '#collab/relay/preflight.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard } from '#test/helpers/relay-boards.ts'

let relay: TestRelay
beforeEach(async () => {
  relay = await startRelay()
})
afterEach(() => relay.stop())

const controls = ['\0', '\u0001', '\u0008', '\u000b', '\u001f', '\u007f']
const author = 'annaannaanna'

function textIn(ydoc: Y.Doc): Y.XmlText {
  const paragraph = ydoc.getXmlFragment(pageRoot).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('there is no text')
  return text
}

async function page() {
  const id = relay.store.add({ check: documentKinds.page.check })
  const anna = await relay.join(id, 'anna').synced()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('River')])
  anna.ydoc.getXmlFragment(pageRoot).insert(0, [paragraph])
  await anna.saved()
  return { id, anna }
}

test('SPEC 81: letters that hold a control character are refused, also where they only go on in a text', async () => {
  for (const control of controls) {
    const { anna } = await page()
    textIn(anna.ydoc).insert(2, `é${control}`)
    await until(() => anna.refusals.length > 0, 'the refusal')
    expect(anna.refusals.map((one) => one.reason)).toEqual(['forbidden'])
  }
})

test('SPEC 81: tabs, line feeds and letters of every script pass unread', async () => {
  const { anna } = await page()
  textIn(anna.ydoc).insert(0, 'a\tb\nc\r\n é \u0085 \u200f ქ 👩‍🏫')
  await anna.saved()
  expect(anna.refusals).toEqual([])
  const written: Uint8Array[] = []
  anna.ydoc.on('update', (update: Uint8Array) => written.push(update))
  textIn(anna.ydoc).insert(0, 'x\ty')
  textIn(anna.ydoc).insert(0, '\u0000')
  expect(written.map((update) => walk(update).isPlain)).toEqual([true, false])
})

test('SPEC 81: no attribute of a page holds one', async () => {
  const { anna } = await page()
  const formula = new Y.XmlElement('blockMath')
  formula.setAttribute('latex', 'a\0b')
  anna.ydoc.getXmlFragment(pageRoot).insert(1, [formula])
  await until(() => anna.refusals.length > 0, 'the refusal')
  expect(anna.refusals.map((one) => one.reason)).toEqual(['forbidden'])
})

async function board() {
  const id = addBoard(relay.store)
  const anna = await relay.join(id, 'anna', { access: 'write', actor: { author, isModerator: true } }).synced()
  const note = objectId(author)
  putObject(anna.ydoc, note, { type: 'card', at: 1_000, order: 'a1', text: 'hello' })
  await anna.saved()
  return { anna, note }
}

test('SPEC 81: nothing on a board holds one: text, value, key or answer', async () => {
  const ways: ((ydoc: Y.Doc, note: string) => void)[] = [
    (ydoc, note) => textOfObject(ydoc, note)?.insert(1, '\0'),
    (ydoc, note) => {
      const map = objectsOf(ydoc).get(note)
      if (map instanceof Y.Map) map.set(values.alt.key, 'a\u0001')
    },
    (ydoc, note) => ydoc.getMap(boardRoots.reactions).set(`${note}|a\0|${author}`, 1),
    (ydoc) => ydoc.getMap(boardRoots.meta).set('layout', 'a\0'),
  ]
  for (const way of ways) {
    const { anna, note } = await board()
    anna.ydoc.transact(() => way(anna.ydoc, note))
    await until(() => anna.refusals.length > 0, 'the refusal')
    expect(anna.refusals.map((one) => one.reason)).toEqual(['forbidden'])
  }
})

test('what people paste on a board is written without them', async () => {
  const { anna, note } = await board()
  setValues(anna.ydoc, note, { alt: 'a\0b' })
  const other = objectId(author)
  putObject(anna.ydoc, other, { type: 'note', at: 1_000, order: 'a2', text: 'c\u0007d' })
  await anna.saved()
  expect(anna.refusals).toEqual([])
  const alt = objectsOf(anna.ydoc).get(note)
  expect(alt instanceof Y.Map && alt.get(values.alt.key)).toBe('ab')
  expect(textOfObject(anna.ydoc, other)?.toJSON()).toBe('cd')
})
