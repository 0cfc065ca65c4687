import { describe, expect, test } from 'vitest'
import { strokeOf, unpackInk } from '#collab/documents/board-ink.ts'
import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { Drawing } from '#client/boards/ink/drawing.ts'
import { strokesUnder } from '#client/boards/ink/erasing.ts'
import { InkPainter } from '#client/boards/ink/painter.ts'
import { Palm } from '#client/boards/ink/palm.ts'
import * as Y from 'yjs'

const at = (x: number, y: number, pressure = 0.5) => ({ x, y, pressure })

describe('hands and pens', () => {
  const finger = { pointerType: 'touch', pointerId: 1 }
  const pen = { pointerType: 'pen', pointerId: 2 }

  test('a pen is known once it was seen', () => {
    const palm = new Palm(() => 0)
    palm.down(finger)
    expect(palm.isPenKnown).toBe(false)
    palm.down(pen)
    expect(palm.isPenKnown).toBe(true)
  })

  test('what touches beside a writing pen, or shortly after it, is a palm', () => {
    let now = 0
    const palm = new Palm(() => now)
    expect(palm.isPalm(finger)).toBe(false)
    palm.down(pen)
    expect(palm.isPalm(finger)).toBe(true)
    palm.up(pen)
    now = 300
    expect(palm.isPalm(finger)).toBe(true)
    now = 900
    expect(palm.isPalm(finger)).toBe(false)
    expect(palm.isPalm(pen)).toBe(false)
  })
})

describe('a stroke that is drawn', () => {
  test('is steadied, and ends where the hand was lifted', () => {
    const drawing = new Drawing()
    expect(drawing.add([at(0, 0)])).toEqual([at(0, 0)])
    expect(drawing.add([at(10, 0)])[0]?.x).toBe(6)
    expect(drawing.lift()).toEqual([at(10, 0)])
    expect(drawing.stroke()).toMatchObject({ place: [0, 0], size: [10, 0] })
  })

  test('of one touch is a dot', () => {
    const drawing = new Drawing()
    drawing.add([at(5, 6)])
    expect(drawing.lift()).toEqual([])
    const stroke = drawing.stroke()
    expect(stroke?.place).toEqual([5, 6])
    expect(unpackInk(stroke?.points ?? new Uint8Array())).toEqual([at(0, 0)])
  })

  test('is thinned out on the way, and is full before its bytes are too many', () => {
    const drawing = new Drawing()
    let points = 0
    for (; !drawing.isFull && points < 100_000; points++)
      drawing.add([at(300 * Math.sin(points / 3), 300 * Math.cos(points / 2.3), (points % 17) / 17)])
    expect(points).toBeLessThan(100_000)
    expect(drawing.stroke()?.points.length).toBeLessThan(16_384)
    expect(drawing.hand).not.toBeNull()
  })
})

describe('the eraser', () => {
  const ydoc = new Y.Doc()
  const gestures = new Gestures(ydoc, 'annaannaanna')
  const draw = (points: Point[], more: Partial<BoardObject> = {}) => {
    const stroke = strokeOf(points.map(([x, y]) => at(x, y)))
    if (stroke === null) throw new Error('nothing drawn')
    return gestures.create({ type: 'ink', order: 'a1', ...stroke, ...more })
  }
  const line = draw([
    [100, 100],
    [300, 100],
  ])
  const frame = gestures.create({ type: 'frame', order: 'a1', place: [1_000, 1_000], size: [400, 400] })
  const inside = draw(
    [
      [10, 10],
      [60, 10],
    ],
    { parent: frame },
  )
  const turned = draw(
    [
      [500, 500],
      [600, 500],
    ],
    { rotation: 90 },
  )
  const under = (from: Point, to: Point = from) => {
    const { objects } = readBoard(ydoc)
    return strokesUnder({ from, to, radius: 5 }, objects, new Map(objects.map((one) => [one.id, one])))
  }

  test('meets what it touches or crosses, and not what is in the same box', () => {
    expect(under([200, 104])).toEqual([line])
    expect(under([200, 112])).toEqual([])
    expect(under([200, 0], [200, 300])).toEqual([line])
  })

  test('finds strokes in frames and turned ones where they are seen', () => {
    expect(under([1_040, 1_010])).toEqual([inside])
    expect(under([550, 540])).toEqual([turned])
    expect(under([590, 500])).toEqual([])
  })
})

test('a stroke on its way is drawn in one path, and in another when it grows long', () => {
  const parent = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  const painter = new InkPainter(parent, { shape: 0, stroke: 2, colour: 5 })
  painter.add([at(0, 0), at(20, 5)])
  expect(parent.querySelector('path')?.getAttribute('d')).toBe(null)
  painter.paint()
  expect(parent.querySelectorAll('path')).toHaveLength(1)
  expect(parent.querySelector('path')?.getAttribute('d')).toBe('M0 0L20 5')
  painter.add(Array.from({ length: 400 }, (_, index) => at(index, index)))
  painter.paint()
  expect(parent.querySelectorAll('path')).toHaveLength(3)
  painter.remove()
  expect(parent.childElementCount).toBe(0)
})
