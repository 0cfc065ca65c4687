import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seedPage } from '#collab/documents/page.ts'
import { type Place, Places, placesOf } from '#collab/relay/places.ts'
import { walked } from '#collab/relay/update.ts'
import { seeded } from '#test/helpers/relay.ts'

/** Two people with some delay between them write blocks in blocks, values and letters; each update in an order that fits. */
function history(seed: number): { log: Uint8Array[]; ydoc: Y.Doc } {
  const random = seeded(seed)
  const log: Uint8Array[] = []
  const ydocs = [5, 4_000_000_000].map((clientId) => {
    const ydoc = new Y.Doc({ gc: false })
    ydoc.clientID = clientId
    ydoc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && log.push(update))
    return ydoc
  })
  const [first = new Y.Doc(), second = new Y.Doc()] = ydocs
  for (let step = 0; step < 80; step++) {
    const ydoc = random(2) === 0 ? first : second
    if (random(3) === 0) for (const update of log) Y.applyUpdate(ydoc, update, 'remote')
    ydoc.transact(() => change(ydoc, random, step))
  }
  const ydoc = new Y.Doc({ gc: false })
  for (const update of log) Y.applyUpdate(ydoc, update)
  return { log, ydoc }
}

function change(ydoc: Y.Doc, random: (below: number) => number, step: number) {
  let parent: Y.XmlFragment = ydoc.getXmlFragment('x')
  while (parent.length > 0 && random(3) > 0) {
    const child = parent.get(random(parent.length))
    if (child instanceof Y.XmlText) {
      const what = random(4)
      if (what === 0) child.format(0, Math.min(1, child.length), { bold: {} })
      else if (what === 1 && child.length > 1) child.delete(0, 1)
      else child.insert(random(child.length + 1), '👋 é')
      return
    }
    if (!(child instanceof Y.XmlElement)) break
    parent = child
  }
  if (parent instanceof Y.XmlElement && random(3) === 0) parent.setAttribute('k', String(step))
  else if (parent.length > 1 && random(4) === 0) parent.delete(0, 1)
  else if (random(3) === 0) ydoc.getMap('m').set(`k${random(2)}`, random(2) === 0 ? step : new Y.Array())
  else parent.insert(random(parent.length + 1), [random(2) === 0 ? new Y.XmlElement(`n${step}`) : new Y.XmlText('x')])
}

/** The same, of a document that Yjs put together. */
function byYjs(ydoc: Y.Doc, { client, clock }: Y.ID): unknown {
  const item = (ydoc.store.clients.get(client) ?? []).find(
    (one) => one.id.clock <= clock && clock < one.id.clock + one.length,
  )
  if (!(item instanceof Y.Item) || !(item.parent instanceof Y.AbstractType)) return 'gone'
  const { parent, parentSub } = item
  if (parent instanceof Y.XmlText && parentSub === null) return 'text'
  if (parent._item === null) return `root ${[...ydoc.share].find(([, type]) => type === parent)?.[0]} ${parentSub}`
  let depth = 1
  for (let at: unknown = parent; at instanceof Y.AbstractType && at._item !== null; at = at._item.parent) depth++
  return `${parent instanceof Y.XmlElement ? parent.nodeName : ''} ${depth - 1} ${parentSub}`
}

const inWords = (place: Place) => {
  if (place.in === 'root') return `root ${place.name} ${place.key}`
  return place.in === 'type' ? `${place.type.name} ${place.type.depth} ${place.key}` : place.in
}

test('everything lies where Yjs puts it, read one by one or all at once (SPEC 61)', () => {
  let compared = 0
  for (let seed = 1; seed <= 40; seed++) {
    const { log, ydoc } = history(seed)
    const places = new Places()
    const compare = (update: Uint8Array, known: Places) => {
      const placed = known.read([walked(update)])
      for (const struct of Y.decodeUpdate(update).structs) {
        if (!(struct instanceof Y.Item)) continue
        compared++
        expect(inWords(placed.placeOf(struct)), `seed ${seed}`).toBe(byYjs(ydoc, struct.id))
      }
      return placed
    }
    for (const update of log) places.keep(compare(update, places))
    compare(Y.mergeUpdates(log), new Places())
    const half = log.length >> 1
    const later = placesOf([Y.mergeUpdates(log.slice(0, half))])
    for (const update of log.slice(half)) later.keep(compare(update, later))
  }
  expect(compared).toBeGreaterThan(4_000)
})

test('letters in a text, and deletes, are known at a glance; the same letters elsewhere are not (SPEC 21, 61)', () => {
  const ydoc = new Y.Doc()
  seedPage(ydoc, {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'hello' }] }],
  })
  const places = placesOf([Y.encodeStateAsUpdate(ydoc)])
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const paragraph = ydoc.getXmlFragment('content').get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  text.insert(0, 'a')
  text.insert(3, 'b')
  text.insert(text.length, 'c')
  text.delete(0, 2)
  expect(updates.map((update) => places.isInText(walked(update)))).toEqual([true, true, true, true])
  updates.length = 0
  text.format(0, 1, { bold: {} })
  ydoc.getXmlFragment('content').push([new Y.XmlElement('paragraph')])
  expect(updates.map((update) => places.isInText(walked(update)))).toEqual([false, false])
})
