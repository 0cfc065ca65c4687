import { expect, test } from 'vitest'
import { type InkPoint, packInk, strokeOf, thinOut } from '#collab/documents/board-ink.ts'
import { inkPath, inkPathOf, inkPointsOf } from '#collab/documents/board-ink-path.ts'

const pen = { shape: 0, stroke: 2 }
const highlighter = { shape: 1, stroke: 2 }

const wave = (pressure: (at: number) => number = () => 0.5): InkPoint[] =>
  Array.from({ length: 200 }, (_, at) => ({ x: at * 3, y: Math.sin(at / 12) * 60, pressure: pressure(at) }))

test('a stroke of a mouse is a line with a width, one of a pressed pen an outline', () => {
  const flat = inkPathOf(wave(), pen)
  expect(flat).toMatchObject({ width: 4, opacity: 1 })
  expect(flat.d).toMatch(/^M[\d .LQ-]+$/)
  const pressed = inkPathOf(
    wave((at) => at / 200),
    pen,
  )
  expect(pressed.width).toBeNull()
  expect(pressed.d).toMatch(/^M[\d .L-]+Z$/)
})

test('a highlighter is broad, shines through and takes no pressure', () => {
  expect(
    inkPathOf(
      wave((at) => at / 200),
      highlighter,
    ),
  ).toMatchObject({ width: 16, opacity: 0.5 })
})

/** Points on the path, as the browser would draw it: ends of lines, and three of each curve. */
function drawn(d: string): [number, number][] {
  const found: [number, number][] = []
  for (const [, command, rest = ''] of d.matchAll(/([MLQ])([^MLQZ]*)/g)) {
    const [x = 0, y = 0, endX = 0, endY = 0] = rest.trim().split(' ').map(Number)
    const [fromX, fromY] = found.at(-1) ?? [0, 0]
    if (command !== 'Q') found.push([x, y])
    else
      for (const t of [0.25, 0.5, 0.75, 1]) {
        const curve = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
        found.push([curve(fromX, x, endX), curve(fromY, y, endY)])
      }
  }
  return found
}

function distanceTo(points: readonly InkPoint[], [x, y]: readonly [number, number]): number {
  let least = Infinity
  points.forEach((b, at) => {
    const a = points[at - 1] ?? b
    const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
    const part = length2 === 0 ? 0 : ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length2
    const t = Math.min(1, Math.max(0, part))
    least = Math.min(least, Math.hypot(a.x + (b.x - a.x) * t - x, a.y + (b.y - a.y) * t - y))
  })
  return least
}

test('what is kept of a stroke is drawn where the pen was, at sharp corners too', () => {
  const zigzag: InkPoint[] = Array.from({ length: 60 }, (_, at) => ({
    x: at * 4,
    y: Math.abs((at % 20) - 10) * 9,
    pressure: 0.5,
  }))
  for (const points of [wave(), zigzag]) {
    const kept = thinOut(points)
    expect(kept.length).toBeLessThan(points.length / 2)
    for (const at of drawn(inkPathOf(kept, pen).d)) expect(distanceTo(points, at)).toBeLessThan(1.2)
  }
})

test('pressure that changes along a straight line is kept', () => {
  const line = Array.from({ length: 50 }, (_, at) => ({ x: at * 5, y: 0, pressure: 0.5 + 0.4 * Math.sin(at / 8) }))
  expect(thinOut(line).length).toBeGreaterThanOrEqual(4)
  expect(thinOut(line.map((point) => ({ ...point, pressure: 0.3 })))).toHaveLength(2)
})

test('a path is made once for the bytes of a stroke, and junk draws nothing', () => {
  const { points, size } = drawnWave()
  expect(inkPath({ points, size, ...pen })).toBe(inkPath({ points, size, ...pen }))
  expect(inkPath({ points, size, ...pen })).not.toBe(inkPath({ points, size, shape: 0, stroke: 4 }))
  expect(inkPointsOf({ points, size })).toBe(inkPointsOf({ points, size }))
  expect(inkPath({ points: new Uint8Array([9, 9, 9]), size, ...pen }).d).toBe('')
  expect(inkPath({ points: null, size, ...pen }).d).toBe('')
  expect(inkPath({ points: packInk([{ x: 3, y: 4, pressure: 0.5 }]), size: [3, 4], ...pen }).d).toBe('M3 4L3 4')
})

test('a stroke is drawn as large as its size says, and what is flat stays flat', () => {
  const { points, size } = drawnWave()
  const [width, height] = size
  const far = (shown: readonly { x: number; y: number }[]) => [
    Math.max(...shown.map(({ x }) => x)),
    Math.max(...shown.map(({ y }) => y)),
  ]
  const own = inkPointsOf({ points, size })
  const large = inkPointsOf({ points, size: [width * 2, height * 3] })
  expect(far(large)[0]).toBeCloseTo(width * 2, 3)
  expect(far(large)[1]).toBeCloseTo(height * 3, 3)
  expect(inkPointsOf({ points, size })).toEqual(own)
  // A size that only rounding set apart, or none, changes nothing.
  expect(inkPointsOf({ points, size: [width + 1, height] })).toEqual(own)
  expect(inkPointsOf({ points, size: [0, 0] })).toEqual(own)
  const flat = strokeOf([0, 40].map((x) => ({ x, y: 0, pressure: 0.5 })))
  expect(inkPointsOf({ points: flat?.points ?? null, size: [80, 24] }).map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [80, 0],
  ])
})

function drawnWave() {
  const stroke = strokeOf(wave())
  if (stroke === null) throw new Error('a wave is a stroke')
  return stroke
}
