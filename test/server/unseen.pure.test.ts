import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash } from '#collab/relay/content-hash.ts'
import { deletesOf } from '#collab/relay/deletes.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { openDocument, walked, withoutDeleted } from '#collab/relay/update.ts'
import { unseenOf } from '#server/versions/unseen.ts'
import { seeded } from '#test/helpers/relay.ts'

// Words that were deleted long ago leave the log only where no version shows them.

interface Row {
  sequence: number
  at: Date
  bytes: Uint8Array
}

const old = new Date('2026-01-01T10:00:00Z')
const later = new Date('2026-06-01T10:00:00Z')
const between = new Date('2026-03-01T10:00:00Z')

/** Somebody writes and deletes; a part of the rows is old. */
function history(seed: number, count: number) {
  const dice = seeded(seed)
  const ydoc = new Y.Doc({ gc: false })
  const rows: Row[] = []
  const versions: number[] = []
  ydoc.on('update', (bytes: Uint8Array) => {
    const sequence = rows.length + 1
    rows.push({ sequence, at: sequence <= (count * 2) / 3 ? old : later, bytes })
    if (dice(6) === 0) versions.push(sequence)
  })
  const text = ydoc.getText('t')
  for (let step = 0; step < count; step++) {
    const at = dice(text.length + 1)
    if (dice(3) > 0) text.insert(at, `w${step}é🎈 `)
    else text.delete(at, Math.min(dice(9), text.length - at))
  }
  return { rows, versions }
}

const upTo = (rows: readonly Row[], sequence: number) =>
  foldHere(rows.filter((row) => row.sequence <= sequence).map((row) => row.bytes)).bytes

/** What the screen of two versions shows: words that stayed, came and went. */
function comparison(before: Uint8Array, after: Uint8Array): unknown {
  const [first, second] = [openDocument([before]), openDocument([after])]
  return second.getText('t').toDelta(Y.snapshot(second), Y.snapshot(first))
}

test('every version, and what is shown between two of them, stays to the letter', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 4, max: 70 }), (seed, count) => {
      const { rows, versions } = history(seed, count)
      const unseen = unseenOf(rows, versions, between)
      const left = rows.map((row) => ({ ...row, bytes: withoutDeleted(row.bytes, unseen) }))
      const points = [...versions, rows.length]
      for (const [index, sequence] of points.entries()) {
        const [was, is] = [upTo(rows, sequence), upTo(left, sequence)]
        expect(contentHash(openDocument([is]))).toBe(contentHash(openDocument([was])))
        const earlier = points[index - 1] ?? 0
        expect(comparison(upTo(left, earlier), is)).toEqual(comparison(upTo(rows, earlier), was))
      }
    }),
    { numRuns: 60 },
  )
})

test('what was written and deleted between two versions goes after a month, and not before', () => {
  const ydoc = new Y.Doc({ gc: false })
  const rows: Row[] = []
  ydoc.on('update', (bytes: Uint8Array) => rows.push({ sequence: rows.length + 1, at: old, bytes }))
  const text = ydoc.getText('t')
  text.insert(0, 'kept in version one ')
  text.insert(0, 'seen in version two ')
  text.insert(0, 'never seen ')
  text.delete(0, 11)
  text.delete(0, 20)
  const unseen = unseenOf(rows, [1, 4], between)
  const left = Buffer.concat(rows.map((row) => withoutDeleted(row.bytes, unseen)))
  expect(left.includes('never seen')).toBe(false)
  expect(left.includes('seen in version two')).toBe(true)
  expect(unseenOf(rows, [1, 4], old).encode()).toEqual(deletesOf([]).encode())
  expect(walked(upTo(rows, 5)).walk.deletes.length).toBeGreaterThan(0)
})
