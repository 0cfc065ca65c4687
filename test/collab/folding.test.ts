import { afterAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { letOutOfPage } from '#collab/documents/page-let-out.ts'
import { contentHash } from '#collab/relay/content-hash.ts'
import { makeVisible } from '#collab/relay/make-visible.ts'
import { foldHere, foldHereBytes, Folding, hashHere } from '#collab/relay/folding.ts'
import { compareHere } from '#collab/relay/shown.ts'
import { openDocument } from '#collab/relay/update.ts'

const folding = new Folding()
afterAll(() => folding.close())

/** Updates of two people, more than are folded in place, with marks, deletes and an attribute. */
function history(words: number): Uint8Array[] {
  const log: Uint8Array[] = []
  const docs = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })]
  for (const [at, ydoc] of docs.entries()) {
    ydoc.clientID = at + 1
    ydoc.on('update', (update: Uint8Array) => log.push(update))
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText('x')
    paragraph.insert(0, [text])
    ydoc.getXmlFragment('content').insert(0, [paragraph])
    for (let word = 0; word < words; word++) {
      text.insert(text.length, `élève ${word} `.repeat(4))
      if (word % 5 === 0) text.delete(word, 2)
      if (word % 7 === 0) text.format(word, 3, { bold: true })
    }
    paragraph.setAttribute('lang', `l${at}`)
  }
  return log
}

const large = history(2_000)

test('a large document is folded away from the loop, and is the same (SPEC 45)', async () => {
  expect(large.reduce((sum, update) => sum + update.length, 0)).toBeGreaterThan(foldHereBytes)
  const { bytes, blocks } = await folding.fold(large)
  expect(blocks.map((block) => block.client)).toEqual([2, 1])
  expect(Buffer.compare(bytes, foldHere(large).bytes)).toBe(0)
  expect(await folding.hash([bytes])).toBe(hashHere(large))
  expect(await folding.hash(large)).toBe(hashHere([bytes]))
})

test('what a large document shows, by whom, and what was deleted when, are found away from the loop and the same', async () => {
  const { bytes } = foldHere(large)
  const earlier = foldHere(large.slice(0, 3_000)).bytes
  const rows = large.slice(3_000)
  const compared = await folding.compare(bytes, earlier, rows)
  expect(compared).toEqual(compareHere(bytes, earlier, rows))
  expect(compared.deletes.flat().length).toBeGreaterThan(100)
  expect((await folding.compare(bytes, bytes, rows)).deletes).toEqual(rows.map(() => []))
  const alone = await folding.compare(bytes, null, [])
  expect([alone.clients.toSorted(), alone.previous, alone.deletes]).toEqual([[1, 2], null, []])
  expect(await folding.visible(large)).toEqual(makeVisible(large))
})

test('jobs side by side are told apart, and one that fails is its own', async () => {
  const broken = large.map((update) => Uint8Array.from(update))
  broken[10]?.fill(0xff)
  const [one, bad, other] = await Promise.allSettled([folding.fold(large), folding.fold(broken), folding.hash(large)])
  expect([one.status, bad.status, other.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a thread that does not answer in time is ended, and nothing waits for ever', async () => {
  const impatient = new Folding(1)
  await expect(impatient.fold(large)).rejects.toThrow('in time')
  await expect(impatient.fold(large)).rejects.toThrow('in time')
  await impatient.close()
  const patient = new Folding()
  const first = expect(patient.fold(large)).rejects.toThrow('closed')
  await patient.close()
  await first
})

test('a hash is of what is held and not of the bytes', () => {
  const small = history(60)
  const whole = hashHere(small)
  expect(whole).not.toBeNull()
  expect(hashHere([foldHere(small).bytes])).toBe(whole)
  expect(hashHere([Y.mergeUpdates(small)])).toBe(whole)
  expect(hashHere(small.toReversed())).toBe(whole)
  expect(hashHere([Y.encodeStateAsUpdate(openDocument(small))])).toBe(whole)
  expect(hashHere(small.slice(1))).toBeNull()
  expect(hashHere(small.slice(0, -1))).not.toBe(whole)
})

test('equal clocks and other words give another hash, in every place words can stand', () => {
  const page = (change: (ydoc: Y.Doc) => void) => {
    const ydoc = new Y.Doc()
    ydoc.clientID = 1
    change(ydoc)
    return contentHash(ydoc)
  }
  const pairs: [(ydoc: Y.Doc) => void, (ydoc: Y.Doc) => void][] = [
    [(ydoc) => ydoc.getText('t').insert(0, 'ab'), (ydoc) => ydoc.getText('t').insert(0, 'ba')],
    [(ydoc) => ydoc.getText('t').insert(0, 'a', { b: true }), (ydoc) => ydoc.getText('t').insert(0, 'a', { i: true })],
    [(ydoc) => ydoc.getMap('m').set('k', { a: 1 }), (ydoc) => ydoc.getMap('m').set('k', { a: '1' })],
    [(ydoc) => ydoc.getMap('m').set('k', 1), (ydoc) => ydoc.getMap('n').set('k', 1)],
    [
      (ydoc) => ydoc.getXmlFragment('x').insert(0, [new Y.XmlElement('one')]),
      (ydoc) => ydoc.getXmlFragment('x').insert(0, [new Y.XmlElement('two')]),
    ],
    [
      (ydoc) => (ydoc.getText('t').insert(0, 'ab'), ydoc.getText('t').delete(0, 1)),
      (ydoc) => (ydoc.getText('t').insert(0, 'ab'), ydoc.getText('t').delete(1, 1)),
    ],
  ]
  for (const [one, other] of pairs) expect(page(one)).not.toBe(page(other))
  const map = (keys: string[]) =>
    page((ydoc) => ydoc.getArray('a').insert(0, [Object.fromEntries(keys.map((key) => [key, 1]))]))
  expect(map(['a', 'b'])).toBe(map(['b', 'a']))
})

test('words that were deleted count in a store', () => {
  const one = (letters: string) => {
    const ydoc = new Y.Doc({ gc: false })
    ydoc.clientID = 1
    ydoc.getText('t').insert(0, letters)
    ydoc.getText('t').delete(0, 1)
    return ydoc
  }
  expect(contentHash(one('ab'))).toBe(contentHash(one('xb')))
  expect(contentHash(one('ab'), { isWithDeleted: true })).not.toBe(contentHash(one('xb'), { isWithDeleted: true }))
})

test('what letting out comes to in a large page is found away from the loop, and the same (SPEC 88)', async () => {
  const page = openDocument(large)
  const seen = Y.encodeStateVector(page)
  const pupil = openDocument([Y.encodeStateAsUpdate(page)])
  const fragment = pupil.getXmlFragment('content')
  const heading = new Y.XmlElement('heading')
  heading.insert(0, [new Y.XmlText(String(fragment.get(0)).replaceAll(/<[^>]*>/g, ''))])
  pupil.transact(() => {
    fragment.delete(0, 1)
    fragment.insert(0, [heading])
  })
  const waiting = [Y.encodeStateAsUpdate(pupil, seen)]
  const paragraph = page.getXmlFragment('content').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  text.insert(40, 'of a classmate')
  const before = [Y.encodeStateAsUpdate(page)]
  const here = letOutOfPage(before, waiting)
  const never = () => {
    throw new Error('this page is large')
  }
  const there = await folding.letOut(before, waiting, never)
  expect(there.parts).toEqual(here.parts)
  expect(Buffer.compare(there.previous, here.previous)).toBe(0)
  // Written under another id each time.
  expect(there.rescued.map(({ client }) => client)).toEqual(here.rescued.map(({ client }) => client))
  expect(there.rescued).toHaveLength(1)
  const shown = (update: Uint8Array) => openDocument([update]).getXmlFragment('content').toString()
  expect(shown(there.update)).toBe(shown(here.update))
  expect(shown(there.update)).toContain('of a classmate')
})
