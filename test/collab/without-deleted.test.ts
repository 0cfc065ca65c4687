import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash } from '#collab/relay/content-hash.ts'
import { deletesOf } from '#collab/relay/deletes.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { openDocument, walked, withoutDeleted } from '#collab/relay/update.ts'
import { seeded } from '#test/helpers/relay.ts'

// What was deleted may go from a room and, in time, from the log: what is there must not notice.

const words = ['é', 'a', '🎈🎈', 'long words of a pupil ', 'ß\n', '']

/** Two people write, mark and delete in a text and a map, meet now and then, and each change is a row. */
function history(seed: number, steps: number): Uint8Array[] {
  const dice = seeded(seed)
  const rows: Uint8Array[] = []
  const docs = [new Y.Doc({ gc: false }), new Y.Doc({ gc: dice(2) === 0 })]
  for (const [at, ydoc] of docs.entries()) {
    ydoc.clientID = at + 1
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') rows.push(update)
    })
  }
  for (let step = 0; step < steps; step++) {
    const ydoc = docs[dice(2)] ?? new Y.Doc()
    const text = ydoc.getText('t')
    const map = ydoc.getMap<unknown>('m')
    const at = dice(text.length + 1)
    const length = Math.min(dice(12), text.length - at)
    const act = dice(8)
    if (act < 3) text.insert(at, words[dice(words.length)] ?? '')
    else if (act === 3) text.delete(at, length)
    else if (act === 4) text.format(at, length, { bold: dice(2) === 0 ? true : null })
    else if (act === 5) map.set(`k${dice(3)}`, new Y.Map([['v', [dice(9), new Uint8Array([1, 2])]]]))
    else if (act === 6) map.delete(`k${dice(3)}`)
    else meet(docs)
  }
  meet(docs)
  return rows
}

function meet(docs: readonly Y.Doc[]): void {
  for (const from of docs)
    for (const to of docs)
      if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'other')
}

const hashOf = (update: Uint8Array) => contentHash(openDocument([update]))

test.each(['present', 'least'] as const)(
  'a fold that keeps %s holds the same text, marks, values, clocks and deletes',
  (keeps) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, steps) => {
        const rows = history(seed, steps)
        const whole = foldHere(rows).bytes
        const left = foldHere(rows, keeps).bytes
        expect(openDocument([left]).store.pendingStructs).toBeNull()
        expect(hashOf(left)).toBe(hashOf(whole))
      }),
      { numRuns: 100 },
    )
  },
)

test('who goes on from a fold without what was deleted stays in step with who has all of it', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 80 }), (seed, steps) => {
      const rows = history(seed, steps)
      const docs = [openDocument([foldHere(rows).bytes]), openDocument([foldHere(rows, 'present').bytes])]
      const dice = seeded(seed + 1)
      for (const [at, ydoc] of docs.entries()) ydoc.clientID = 10 + at
      for (let step = 0; step < 20; step++) {
        const text = (docs[dice(2)] ?? new Y.Doc()).getText('t')
        const at = dice(text.length + 1)
        if (dice(2) === 0) text.insert(at, words[dice(words.length)] ?? '')
        else text.delete(at, Math.min(dice(5), text.length - at))
      }
      meet(docs)
      const [whole, present] = docs.map((ydoc) => contentHash(ydoc))
      expect(present).toBe(whole)
    }),
    { numRuns: 100 },
  )
})

test('deleted letters are nowhere in it, whatever they were cut into, and neighbours become one', () => {
  const ydoc = new Y.Doc({ gc: false })
  ydoc.clientID = 7
  const text = ydoc.getText('t')
  text.insert(0, 'public secret words and public again')
  for (let letter = 0; letter < 12; letter++) text.delete(7, 1)
  const update = Y.encodeStateAsUpdate(ydoc)
  const left = withoutDeleted(update, deletesOf(walked(update).walk.deletes))
  expect(Buffer.from(left).includes('secret')).toBe(false)
  expect(openDocument([left]).getText('t').toString()).toBe(text.toString())
  expect(walked(left).walk.blocks[0]?.structs).toBe(3)
  expect(withoutDeleted(left, deletesOf(walked(left).walk.deletes))).toBe(left)
})
