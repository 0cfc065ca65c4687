import type { Box } from './box.ts'

/** A line that shows what a thing snapped to: across (a height) or down (a side), from one place to another. */
export interface Guide {
  readonly axis: 'x' | 'y'
  readonly at: number
  readonly from: number
  readonly to: number
}

interface Snap {
  readonly dx: number
  readonly dy: number
  readonly guides: readonly Guide[]
}

type Axis = 'x' | 'y'
const lengthOf = { x: 'width', y: 'height' } as const
const crossOf = { x: 'y', y: 'x' } as const

/** Start, middle and end of a box along an axis. */
const linesOf = (box: Box, axis: Axis): readonly [number, number, number] => {
  const [start, length] = [box[axis], box[lengthOf[axis]]]
  return [start, start + length / 2, start + length]
}

interface Pull {
  by: number
  at: number
  other: Box
}

/** The least way from one of these lines to a line of another box. */
function nearest(lines: readonly number[], others: readonly Box[], axis: Axis, reach: number): Pull | null {
  let [found, least]: [Pull | null, number] = [null, reach]
  const offer = (at: number, line: number, other: Box): Pull | null => {
    const by = at - line
    const isNearer = found === null ? Math.abs(by) <= least : Math.abs(by) < least
    if (isNearer) least = Math.abs(by)
    return isNearer ? { by, at, other } : found
  }
  for (const other of others)
    for (const at of linesOf(other, axis)) for (const line of lines) found = offer(at, line, other)
  return found
}

const same = 0.01

/** The guide along a line: as long as the boxes that share it. */
function guideAt(axis: Axis, at: number, moved: Box, others: readonly Box[]): Guide {
  const cross = crossOf[axis]
  const sharing = others.filter((other) => linesOf(other, axis).some((line) => Math.abs(line - at) < same))
  const ends = [moved, ...sharing].flatMap((box) => {
    const [start, , end] = linesOf(box, cross)
    return [start, end]
  })
  return { axis, at, from: Math.min(...ends), to: Math.max(...ends) }
}

const shifted = (box: Box, dx: number, dy: number): Box => ({ ...box, x: box.x + dx, y: box.y + dy })

/** Pulls a moved box to the edges and middles of others that are within reach, and to equal gaps between neighbours. */
export function snapMove(moved: Box, others: readonly Box[], reach: number): Snap {
  const [x, y] = [pullOf(moved, others, 'x', reach), pullOf(moved, others, 'y', reach)]
  const snapped = shifted(moved, x?.by ?? 0, y?.by ?? 0)
  const guides = [...(x === null ? [] : x.guides(snapped)), ...(y === null ? [] : y.guides(snapped))]
  return { dx: x?.by ?? 0, dy: y?.by ?? 0, guides }
}

interface AxisPull {
  by: number
  guides: (snapped: Box) => Guide[]
}

function pullOf(moved: Box, others: readonly Box[], axis: Axis, reach: number): AxisPull | null {
  const line = nearest(linesOf(moved, axis), others, axis, reach)
  const gap = gapPull(moved, others, axis, reach)
  if (gap !== null && (line === null || Math.abs(gap.by) < Math.abs(line.by))) return gap
  if (line === null) return null
  return { by: line.by, guides: (snapped) => guidesAlong(axis, snapped, others) }
}

const overlaps = (a: Box, b: Box, axis: Axis): boolean => {
  const [aStart, , aEnd] = linesOf(a, axis)
  const [bStart, , bEnd] = linesOf(b, axis)
  return aStart < bEnd && bStart < aEnd
}

interface Gap {
  by: number
  /** The gaps that are equal then, from one place to another. */
  pieces: (snapped: Box) => [number, number][]
}

/** In a row with two others: as far from the nearer one as they are from each other, or in the middle between both. */
function gapPull(moved: Box, others: readonly Box[], axis: Axis, reach: number): AxisPull | null {
  const row = others.filter((other) => overlaps(moved, other, crossOf[axis])).toSorted((a, b) => a[axis] - b[axis])
  const gaps = row.flatMap((first, index) => {
    const second = row[index + 1]
    return second === undefined ? [] : gapsBeside(moved, first, second, axis)
  })
  const best = gaps.filter(({ by }) => Math.abs(by) <= reach).toSorted((a, b) => Math.abs(a.by) - Math.abs(b.by))[0]
  if (best === undefined) return null
  const cross = crossOf[axis]
  // Gaps are shown by lines across them, at the middle of the moved box.
  const guides = (snapped: Box) =>
    best.pieces(snapped).map(([from, to]) => ({ axis: cross, at: linesOf(snapped, cross)[1], from, to }))
  return { by: best.by, guides }
}

/** After both, before both, and between them. */
function gapsBeside(moved: Box, first: Box, second: Box, axis: Axis): Gap[] {
  const [start, middle, end] = linesOf(moved, axis)
  const [firstStart, , firstEnd] = linesOf(first, axis)
  const [secondStart, , secondEnd] = linesOf(second, axis)
  const gap = secondStart - firstEnd
  if (gap <= 0) return []
  const endOf = (box: Box) => linesOf(box, axis)[2]
  return [
    {
      by: secondEnd + gap - start,
      pieces: (box) => [
        [firstEnd, secondStart],
        [secondEnd, box[axis]],
      ],
    },
    {
      by: firstStart - gap - end,
      pieces: (box) => [
        [endOf(box), firstStart],
        [firstEnd, secondStart],
      ],
    },
    {
      by: (firstEnd + secondStart) / 2 - middle,
      pieces: (box) => [
        [firstEnd, box[axis]],
        [endOf(box), secondStart],
      ],
    },
  ]
}

/** Pulls one edge of a box that is being resized. Gives where the edge should be. */
export function snapEdge(at: number, axis: Axis, others: readonly Box[], reach: number): number {
  return nearest([at], others, axis, reach)?.at ?? at
}

/** Lines of a box that some other shares. */
function guidesAlong(axis: Axis, box: Box, others: readonly Box[]): Guide[] {
  const isShared = (at: number) => others.some((other) => linesOf(other, axis).some((one) => Math.abs(one - at) < same))
  return linesOf(box, axis)
    .filter(isShared)
    .map((at) => guideAt(axis, at, box, others))
}

export const guidesOf = (box: Box, others: readonly Box[]): Guide[] => [
  ...guidesAlong('x', box, others),
  ...guidesAlong('y', box, others),
]
