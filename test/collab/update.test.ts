import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Content } from '#collab/relay/content.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { squash } from '#collab/relay/squash.ts'
import { merge, walked } from '#collab/relay/update.ts'
import { seeded, sortedEntries } from '#test/helpers/relay.ts'

/** Three writers with some delay between them; gives their updates in an order in which each needs only what came before. */
function history(seed: number, steps: number): Uint8Array[] {
  const random = seeded(seed)
  const docs = [11, 22, 33].map((clientId) => {
    const ydoc = new Y.Doc({ gc: random(2) === 0 })
    ydoc.clientID = clientId
    return ydoc
  })
  const log: Uint8Array[] = []
  for (const ydoc of docs)
    ydoc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && log.push(update))
  const seen = docs.map(() => 0)
  for (let step = 0; step < steps; step++) {
    const index = random(3)
    const ydoc = docs[index] ?? new Y.Doc()
    if (random(4) === 0) {
      for (const update of log.slice(seen[index])) Y.applyUpdate(ydoc, update, 'remote')
      seen[index] = log.length
    }
    change(ydoc, random, step)
  }
  return log
}

function change(ydoc: Y.Doc, random: (below: number) => number, step: number): void {
  const text = ydoc.getText('t')
  const root = ydoc.getXmlFragment('x')
  const what = random(10)
  if (what < 4) text.insert(random(text.length + 1), ['a', 'é', '€', '👋', 'word '][random(5)] ?? '')
  else if (what < 6 && text.length > 2) text.delete(random(text.length - 1), 1 + random(2))
  else if (what === 6) ydoc.getMap('m').set(`k${random(3)}`, { step, list: [1, null, true, 'x'], big: 1.5 })
  else if (what === 7) root.insert(random(root.length + 1), [new Y.XmlElement('paragraph')])
  else if (what === 8 && root.length > 0) root.delete(random(root.length), 1)
  else if (text.length > 0) text.format(0, 1, { bold: step % 2 === 0 })
}

const open = (updates: Uint8Array[]) => {
  const ydoc = new Y.Doc({ gc: false })
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return ydoc
}

/** All of it: text, order, deletes; equal documents give equal words here. */
const portrait = (ydoc: Y.Doc) => ({
  text: ydoc.getText('t').toDelta(),
  map: sortedEntries(ydoc.getMap('m').toJSON()),
  xml: ydoc.getXmlFragment('x').toString(),
  pending: [ydoc.store.pendingStructs, ydoc.store.pendingDs],
  snapshot: Buffer.from(Y.encodeSnapshot(Y.snapshot(ydoc))).toString('hex'),
})

test('merged bytes are the same document as Yjs merges, for any cut of a history', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const log = history(seed, 120)
    const random = seeded(seed + 1_000)
    const pieces: Uint8Array[] = []
    for (let at = 0; at < log.length;) {
      const size = 1 + random(20)
      pieces.push(merge(log.slice(at, at + size).map(walked)))
      at += size
    }
    const expected = portrait(open(log))
    expect(portrait(open([merge(pieces.map(walked))])), `seed ${seed}`).toEqual(expected)
    expect(portrait(open([Y.mergeUpdates(log)])), `seed ${seed}`).toEqual(expected)
    expect(portrait(open([squash(merge(pieces.map(walked)))])), `seed ${seed}`).toEqual(expected)
    expect(portrait(open(pieces.map(squash))), `seed ${seed}`).toEqual(expected)
    // Overlap, which the relay does not make, still merges.
    expect(portrait(open([merge([...log, ...log].map(walked))])), `seed ${seed}`).toEqual(expected)
  }
})

test('typing letter by letter becomes one piece of text', () => {
  const ydoc = new Y.Doc()
  const log: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => log.push(update))
  // So many that their number takes two bytes, and one when they are joined.
  const text = 'letter by letter, é and 👋'.repeat(8)
  for (const letter of text) ydoc.getText('t').insert(ydoc.getText('t').length, letter)
  const merged = merge(log.map(walked))
  expect(walked(merged).walk.blocks[0]?.structs).toBe(log.length)
  expect(walked(squash(merged)).walk.blocks[0]?.structs).toBe(1)
  expect(
    open([squash(merged)])
      .getText('t')
      .toString(),
  ).toBe(text)
  expect(Buffer.compare(squash(squash(merged)), squash(merged))).toBe(0)
})

test('a room answers every state vector with what it lacks, whatever came in twice or together', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const log = history(seed, 400)
    const random = seeded(seed + 2_000)
    const content = new Content({ snapshot: null, updates: [], contributors: new Map() }, async (parts) =>
      foldHere(parts),
    )
    const judging = { authorId: 'lina', mayBind: () => true }
    for (let at = 0; at < log.length;) {
      const from = Math.max(0, at - random(10))
      at += 1 + random(8)
      const verdict = content.judge(Y.mergeUpdates(log.slice(from, at)), judging)
      expect(['fits', 'nothing'], `seed ${seed}`).toContain(verdict.kind)
      if (verdict.kind === 'fits') content.take(verdict.admitted, 'lina')
      expect(content.judge(Y.mergeUpdates(log.slice(from, at)), judging).kind, `seed ${seed}`).toBe('nothing')
      if (log[at + 1] !== undefined && random(10) === 0) {
        const ahead = content.judge(Y.mergeUpdates(log.slice(at + 1, at + 2)), judging)
        expect(['fits', 'gap', 'nothing'], `seed ${seed}`).toContain(ahead.kind)
      }
    }
    const expected = portrait(open(log))
    expect(portrait(open([foldHere(content.parts()).bytes])), `seed ${seed}`).toEqual(expected)
    for (const known of [0, 1, random(log.length), log.length]) {
      const theirs = open(log.slice(0, known))
      for (const update of content.answer(Y.encodeStateVector(theirs))) Y.applyUpdate(theirs, update)
      expect(portrait(theirs), `seed ${seed}`).toEqual(expected)
    }
    expect(Y.decodeStateVector(content.stateVector()), `seed ${seed}`).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(open(log))),
    )
  }
})
