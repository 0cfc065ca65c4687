import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { putObject } from '#collab/documents/board-write.ts'

/** A board of notes side by side, each as full of words as a note can be. */
function fullBoard(count: number, wordsOf: (at: number) => string) {
  const ydoc = new Y.Doc()
  ydoc.transact(() => {
    for (let at = 0; at < count; at++)
      putObject(ydoc, `annaannaanna.note${String(at).padStart(4, '0')}`, {
        type: 'note',
        at: 1,
        order: 'a1',
        place: [(at % 31) * 200, Math.floor(at / 31) * 200],
        size: [180, 180],
        text: wordsOf(at),
      })
  })
  return readBoard(ydoc)
}

const small = (count: number, wordsOf: (at: number) => string) =>
  boardSvg(fullBoard(count, wordsOf), { measure: measureByTable, isSmall: true }).svg

test('a small picture of 960 full notes has no more letters than can be drawn in a second', () => {
  const svg = small(960, () => 'heron '.repeat(833))
  expect(svg.match(/heron/g)?.length).toBeLessThan(7_000)
  expect(svg.length).toBeLessThan(600_000)
  expect(svg.match(/<rect /g)).toHaveLength(961)
})

test('a small picture shows at most two thousand things, the topmost', () => {
  const svg = small(2_500, (at) => (at < 500 ? 'below' : 'above'))
  expect(svg.match(/<g /g)).toHaveLength(2_000)
  expect(svg.match(/above/g)).toHaveLength(2_000)
})

test('a small picture of a board with little on it has all its words', () => {
  expect(small(3, () => 'A heron stood here by the river.')).toContain('river')
})
