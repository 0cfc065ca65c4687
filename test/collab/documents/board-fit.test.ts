import { describe, expect, test } from 'vitest'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { naturalSize } from '#collab/documents/board-layout.ts'
import type { Point } from '#collab/documents/board-model.ts'
import { textHeight, wrapText } from '#collab/documents/board-text.ts'
import { noteLook } from '#collab/documents/things/note.ts'
import { shapeLook } from '#collab/documents/things/shape.ts'
import { sampleObject } from '#test/collab/documents/board-samples.ts'

const looks = { measure: measureByTable }
const words = (letters: number) => 'Le fleuve descend vers la mer. '.repeat(400).slice(0, letters)

describe('words fit their note', () => {
  const sizeOf = (text: string, size: Point) => naturalSize(sampleObject('n', 'note', { text, size }), looks)
  const lookOf = (text: string, size: Point) => noteLook({ text }, size, measureByTable)

  test('few of them are as large as ever, more are smaller, and the note stays as it was made', () => {
    expect(sizeOf('Source', [200, 200])).toEqual([200, 200])
    expect(lookOf('Source', [200, 200]).size).toBe(18)
    expect(sizeOf(words(220), [200, 200])).toEqual([200, 200])
    expect(lookOf(words(220), [200, 200]).size).toBeLessThan(18)
    expect(lookOf(words(220), [200, 200]).size).toBeGreaterThanOrEqual(12)
  })

  test('2,500 letters make a note that is larger both ways, none that is a ribbon', () => {
    for (const size of [
      [100, 100],
      [200, 200],
      [100, 60],
    ] as const) {
      const text = words(2_500)
      const [width, height] = sizeOf(text, size)
      expect(width).toBeGreaterThan(300)
      expect(height).toBeLessThan(width * 1.6)
      const look = lookOf(text, [width, height])
      expect(look.size).toBe(12)
      const lines = wrapText(text, width - 32, look, measureByTable)
      expect(textHeight(lines.length, look)).toBeLessThanOrEqual(height - 32)
    }
  })

  test('in a column its width is the column’s, and it grows downwards', () => {
    const [width, height] = naturalSize(sampleObject('n', 'note', { text: words(2_500), size: [100, 100] }), looks, 256)
    expect(width).toBe(256)
    expect(height).toBeGreaterThan(1_000)
  })
})

test('words of a shape get smaller in it, and it grows in its form before they would be cut', () => {
  const ellipse = (text: string, size: Point) => sampleObject('s', 'shape', { text, size, shape: 2, fill: 1 })
  const small = ellipse(words(30), [160, 100])
  expect(naturalSize(small, looks)).toEqual([160, 100])
  expect(shapeLook(small, [160, 100], measureByTable).size).toBeLessThan(16)
  const [width, height] = naturalSize(ellipse(words(600), [160, 100]), looks)
  expect(width).toBeGreaterThan(220)
  expect(width / height).toBeCloseTo(1.6, 1)
})
