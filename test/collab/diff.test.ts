import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { deletesOf } from '#collab/relay/deletes.ts'
import { diff, walked } from '#collab/relay/update.ts'
import { seeded } from '#test/helpers/relay.ts'

/** One document of three people with everything in it, its small updates, and nothing garbage collected. */
function story(seed: number): { updates: Uint8Array[]; ydoc: Y.Doc } {
  const random = seeded(seed)
  const ydoc = new Y.Doc({ gc: false })
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const text = ydoc.getText('t')
  const root = ydoc.getXmlFragment('x')
  for (let step = 0; step < 80; step++) {
    ydoc.clientID = [11, 22, 33][random(3)] ?? 11
    const what = random(8)
    if (what < 4) text.insert(random(text.length + 1), ['a', 'été ', '€uro', '👋', 'some words '][random(5)] ?? '')
    else if (what === 4 && text.length > 4) text.delete(random(text.length - 3), 3)
    else if (what === 5) ydoc.getArray('l').push([step, 'x', null, { a: [1] }])
    else if (what === 6) ydoc.getMap('m').set(`k${random(3)}`, step)
    else root.insert(0, [new Y.XmlElement('paragraph')])
  }
  return { updates, ydoc }
}

const hashOf = (ydoc: Y.Doc) => [
  ydoc.getText('t').toString(),
  JSON.stringify(ydoc.getArray('l').toJSON()),
  ydoc.getXmlFragment('x').toString(),
  Buffer.from(Y.encodeSnapshot(Y.snapshot(ydoc))).toString('hex'),
  ydoc.store.pendingStructs,
  ydoc.store.pendingDs,
]

test('whoever knows any beginning gets the rest, wherever their clocks cut it (SPEC 10)', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { updates, ydoc } = story(seed)
    const random = seeded(seed + 500)
    const expected = hashOf(ydoc)
    const cutAt = random(updates.length)
    const whole = Y.encodeStateAsUpdate(ydoc)
    const pieces = [Y.mergeUpdates(updates.slice(0, cutAt + 1)), ...updates.slice(cutAt + 1)].map(walked)
    const deletes = deletesOf(walked(whole).walk.deletes)
    const structs = pieces.map(({ bytes, walk: { blocks } }) => ({ bytes, blocks }))
    for (const known of [cutAt, random(updates.length)]) {
      const theirs = new Y.Doc({ gc: false })
      for (const update of updates.slice(0, known)) Y.applyUpdate(theirs, update)
      const clocks = Y.decodeStateVector(Y.encodeStateVector(theirs))
      Y.applyUpdate(theirs, diff(structs, clocks, deletes))
      expect(hashOf(theirs), `seed ${seed}`).toEqual(expected)
    }
  }
})

test('a long text is cut inside, as Yjs cuts it', () => {
  const ydoc = new Y.Doc({ gc: false })
  ydoc.clientID = 7
  const text = ydoc.getText('t')
  text.insert(0, 'été à la mer, 5 € le cornet 👋 !')
  text.delete(3, 4)
  const update = Y.encodeStateAsUpdate(ydoc)
  const { walk } = walked(update)
  for (let clock = 1; clock < text.length + 4; clock++) {
    const cut = diff([{ bytes: update, blocks: walk.blocks }], new Map([[7, clock]]), deletesOf(walk.deletes))
    const byYjs = Y.diffUpdate(update, Y.encodeStateVector(firstLetters(clock)))
    const both = [cut, byYjs].map((rest) => {
      const theirs = firstLetters(clock)
      Y.applyUpdate(theirs, rest)
      return hashOf(theirs)
    })
    expect(both[0], `from ${clock}`).toEqual(both[1])
  }
})

/** Whoever has the first `clock` letters only. */
function firstLetters(clock: number): Y.Doc {
  const letters = new Y.Doc({ gc: false })
  letters.clientID = 7
  letters.getText('t').insert(0, 'été à la mer, 5 € le cornet 👋 !'.slice(0, clock))
  letters.clientID = 8
  return letters
}
