import { getStroke } from 'perfect-freehand'
import { type InkPoint, isPressed, unpackInk } from './board-ink.ts'
import { type BoardObject, inkNames, type Point } from './board-model.ts'

/** How a stroke is drawn: a line of this width, or (width null) an outline to be filled. Relative to the object's place. */
export interface InkPath {
  d: string
  width: number | null
  /** Below 1 for what shines through. */
  opacity: number
}

export type InkStyle = Pick<BoardObject, 'shape' | 'stroke'>

const widths = { pen: [2, 4, 7, 12], highlighter: [10, 16, 24, 34] } as const
const highlighterOpacity = 0.5
const isHighlighter = ({ shape }: InkStyle) => inkNames[shape] === 'highlighter'

/** Width of an unpressed stroke, in pixels of the board. */
export function inkWidth(style: InkStyle): number {
  const [, middle] = widths.pen
  return widths[isHighlighter(style) ? 'highlighter' : 'pen'][style.stroke - 1] ?? middle
}

/** A rounded corner strays from its point by no more than this. */
const roundingMost = 1

interface Corner {
  start: InkPoint
  at: InkPoint
  end: InkPoint
}

const between = (a: InkPoint, b: InkPoint, part: number): InkPoint => ({
  x: a.x + (b.x - a.x) * part,
  y: a.y + (b.y - a.y) * part,
  pressure: a.pressure + (b.pressure - a.pressure) * part,
})

/** How far before and after a corner its rounding begins: much in a gentle bend, next to nothing in a sharp one. */
function corner(before: InkPoint, at: InkPoint, after: InkPoint): Corner {
  const [into, out] = [Math.hypot(at.x - before.x, at.y - before.y), Math.hypot(after.x - at.x, after.y - at.y)]
  if (into === 0 || out === 0) return { start: at, at, end: at }
  const cosine = ((at.x - before.x) * (after.x - at.x) + (at.y - before.y) * (after.y - at.y)) / (into * out)
  const sineOfHalf = Math.sqrt(Math.max(0, (1 - cosine) / 2))
  const reach = Math.min(into / 2, out / 2, sineOfHalf === 0 ? Infinity : (2 * roundingMost) / sineOfHalf)
  return { start: between(at, before, reach / into), at, end: between(at, after, reach / out) }
}

function cornersOf(points: readonly InkPoint[]): Corner[] {
  return points.flatMap((at, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    return before === undefined || after === undefined ? [] : [corner(before, at, after)]
  })
}

const tenths = (value: number) => String(Math.round(value * 10) / 10)
const place = ({ x, y }: { x: number; y: number }) => `${tenths(x)} ${tenths(y)}`

/** The middle of a stroke that was not pressed, with its bends rounded: far lighter than an outline. */
function lineOf(points: readonly InkPoint[]): string {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return ''
  let d = `M${place(first)}`
  for (const { start, at, end } of cornersOf(points)) d += `L${place(start)}Q${place(at)} ${place(end)}`
  // A dot is a line without length: round ends make it a disc.
  return `${d}L${place(last)}`
}

/** The points that perfect-freehand gets: as they were drawn, since those of a stroke at rest were thinned out. */
function roundedPoints(points: readonly InkPoint[]): InkPoint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length === 1) return [...points]
  const middle = ({ start, at, end }: Corner) => between(between(start, at, 0.5), between(at, end, 0.5), 0.5)
  return [first, ...cornersOf(points).flatMap((one) => [one.start, middle(one), one.end]), last]
}

function outlineOf(points: readonly InkPoint[], width: number): string {
  const outline = getStroke(roundedPoints(points), {
    size: width,
    thinning: 0.6,
    streamline: 0,
    smoothing: 0.4,
    simulatePressure: false,
    last: true,
  })
  const [first] = outline
  if (first === undefined) return ''
  let d = `M${tenths(first[0])} ${tenths(first[1])}`
  for (const [x, y] of outline.slice(1)) d += `L${tenths(x)} ${tenths(y)}`
  return `${d}Z`
}

/** Draws points: those of an object, or those of a pen that has not been lifted yet. */
export function inkPathOf(points: readonly InkPoint[], style: InkStyle): InkPath {
  const width = inkWidth(style)
  if (isHighlighter(style)) return { d: lineOf(points), width, opacity: highlighterOpacity }
  return isPressed(points)
    ? { d: outlineOf(points, width), width: null, opacity: 1 }
    : { d: lineOf(points), width, opacity: 1 }
}

interface Kept {
  /** As they were drawn. */
  points: readonly InkPoint[]
  /** The corner of their box that is farthest from their place. */
  far: Point
  /** As they are shown at the size that was last asked for. */
  shown: { scale: string; points: readonly InkPoint[]; paths: Map<number, InkPath> }
}

/** By the bytes themselves, which never change and go with their object. */
const kept = new WeakMap<Uint8Array, Kept>()

function keptOf(bytes: Uint8Array): Kept {
  const found = kept.get(bytes) ?? keep(unpackInk(bytes) ?? [])
  kept.set(bytes, found)
  return found
}

function keep(points: readonly InkPoint[]): Kept {
  const far: Point = [Math.max(0, ...points.map(({ x }) => x)), Math.max(0, ...points.map(({ y }) => y))]
  return { points, far, shown: { scale: '1 1', points, paths: new Map() } }
}

/** Sizes are whole pixels, and packed points are rounded. */
const roundedBy = 1.5

/** A stroke keeps its points and is drawn as large as its size says. What has no breadth keeps having none. */
function scaleTo(size: number, far: number): number {
  return size < 1 || far < 1 || Math.abs(size - far) < roundedBy ? 1 : size / far
}

type Sized = Pick<BoardObject, 'points' | 'size'>

function shownOf({ points: bytes, size }: Sized & { points: Uint8Array }): Kept['shown'] {
  const found = keptOf(bytes)
  const [across, down] = [scaleTo(size[0], found.far[0]), scaleTo(size[1], found.far[1])]
  const scale = `${across} ${down}`
  if (found.shown.scale === scale) return found.shown
  const points =
    across === 1 && down === 1
      ? found.points
      : found.points.map(({ x, y, pressure }) => ({ x: x * across, y: y * down, pressure }))
  found.shown = { scale, points, paths: new Map() }
  return found.shown
}

/** Points of an ink object relative to its place; none for junk. The same array while its size is the same. */
export const inkPointsOf = ({ points, size }: Sized): readonly InkPoint[] =>
  points === null ? [] : shownOf({ points, size }).points

/** The path of an ink object; the same one while its size is the same. */
export function inkPath({ points: bytes, size, ...style }: Sized & InkStyle): InkPath {
  if (bytes === null) return { d: '', width: null, opacity: 1 }
  const { points, paths } = shownOf({ points: bytes, size })
  const key = style.shape * 8 + style.stroke
  const path = paths.get(key) ?? inkPathOf(points, style)
  paths.set(key, path)
  return path
}
