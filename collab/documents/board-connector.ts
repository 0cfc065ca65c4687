import type { BoardObject, End, Point } from './board-model.ts'
import { arrowHead, lineWidth, rounded } from './board-shapes.ts'
import { thingOf } from './things/register.ts'

/** Ways of a connector: what its `fill` is an index into. */
export const connectorWays = ['straight', 'curved', 'elbow'] as const
/** Ends of a connector: what its `shape` is an index into. */
export const connectorHeads = ['arrow', 'none', 'both'] as const

/** Where an object is and how much of its box it fills, on the board. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Degrees, around its middle. */
  readonly rotation: number
  readonly outline: 'box' | 'ellipse' | 'diamond'
}

export const outlineOf = (object: Pick<BoardObject, 'type' | 'shape'>): Box['outline'] =>
  thingOf(object).outline?.(object) ?? 'box'

/** The box of an object on the canvas, at an absolute place. */
export function boxOf(object: BoardObject, [x, y]: Point): Box {
  const [width, height] = object.size
  return { x, y, width, height, rotation: object.rotation, outline: outlineOf(object) }
}

export interface Route {
  /** The line. */
  readonly path: string
  /** Heads of arrows, to be drawn as lines of the same width. */
  readonly heads: string
  readonly from: Point
  readonly to: Point
  /** Where its text stands. */
  readonly middle: Point
  /** As straight pieces, to find out how near a pointer is. */
  readonly points: readonly Point[]
}

interface Tip {
  readonly point: Point
  /** The way out of the object, or towards the other end where it is on none. */
  readonly out: Point
}

/** Between an object's edge and the tip. */
const gap = 4
const headLength = (stroke: number) => 8 + lineWidth(stroke) * 2

/**
 * The line of a connector, computed from where its objects are now. An end at the middle of an object's box looks for the
 * side itself. Null where an end's object is not there.
 */
export function connectorRoute(
  connector: Pick<BoardObject, 'from' | 'to' | 'fill' | 'shape' | 'stroke'>,
  boxById: (id: string) => Box | null,
): Route | null {
  const [from, to] = [anchorOf(connector.from, boxById), anchorOf(connector.to, boxById)]
  if (from === null || to === null) return null
  const way = connectorWays[connector.fill] ?? 'straight'
  const [start, end] = [tipOf(from, to.middle, way), tipOf(to, from.middle, way)]
  const points = pointsOf(way, start, end)
  const heads = connectorHeads[connector.shape] ?? 'arrow'
  const length = headLength(connector.stroke)
  const headAt = (tip: Point, before: Point) =>
    arrowHead(tip, Math.atan2(tip[1] - before[1], tip[0] - before[0]), length)
  const beforeEnd = points.at(-2) ?? start.point
  const afterStart = points[1] ?? end.point
  return {
    path: way === 'curved' ? curvePath(start, end) : linePath(points),
    heads:
      (heads === 'none' ? '' : headAt(end.point, beforeEnd)) +
      (heads === 'both' ? headAt(start.point, afterStart) : ''),
    from: start.point,
    to: end.point,
    middle: middleOf(points),
    points,
  }
}

interface Anchor {
  readonly box: Box | null
  readonly middle: Point
  /** Where the end was put on purpose; null where it finds its own side. */
  readonly fixed: Point | null
}

function anchorOf(end: End | null, boxById: (id: string) => Box | null): Anchor | null {
  if (end === null) return null
  if (end[0] === null) return { box: null, middle: [end[1], end[2]], fixed: [end[1], end[2]] }
  const box = boxById(end[0])
  if (box === null) return null
  const centre: Point = [box.x + box.width / 2, box.y + box.height / 2]
  const [, ax, ay] = end
  if (ax === 0.5 && ay === 0.5) return { box, middle: centre, fixed: null }
  const fixed = turned([box.x + box.width * ax, box.y + box.height * ay], centre, box.rotation)
  return { box, middle: fixed, fixed }
}

function turned([x, y]: Point, [cx, cy]: Point, degrees: number): Point {
  if (degrees === 0) return [x, y]
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]
}

function unit([x, y]: Point): Point {
  const length = Math.hypot(x, y)
  return length === 0 ? [1, 0] : [x / length, y / length]
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]

function tipOf(anchor: Anchor, towards: Point, way: (typeof connectorWays)[number]): Tip {
  const { box, fixed } = anchor
  if (box === null) return { point: anchor.middle, out: axis(minus(towards, anchor.middle)) }
  const centre: Point = [box.x + box.width / 2, box.y + box.height / 2]
  if (fixed !== null) return { point: fixed, out: axis(minus(fixed, centre), box) }
  const aim = minus(towards, centre)
  const out = way === 'straight' ? unit(aim) : axis(aim, box)
  const reach = edgeReach(box, out) + gap
  return { point: [centre[0] + out[0] * reach, centre[1] + out[1] * reach], out }
}

/** The side of a box, or the main direction, that somewhere lies towards. */
function axis([x, y]: Point, box?: Box): Point {
  const [w, h] = box === undefined ? [1, 1] : [Math.max(1, box.width), Math.max(1, box.height)]
  return Math.abs(x) / w >= Math.abs(y) / h ? [x < 0 ? -1 : 1, 0] : [0, y < 0 ? -1 : 1]
}

/** How far it is from the middle of a box to its outline, in this direction. */
function edgeReach({ width, height, rotation, outline }: Box, direction: Point): number {
  const [dx, dy] = turned(direction, [0, 0], -rotation)
  const [x, y] = [Math.abs(dx) / Math.max(1, width / 2), Math.abs(dy) / Math.max(1, height / 2)]
  if (outline === 'ellipse') return 1 / Math.hypot(x, y)
  if (outline === 'diamond') return 1 / (x + y)
  return 1 / Math.max(x, y)
}

const along = ([x, y]: Point, [dx, dy]: Point, length: number): Point => [x + dx * length, y + dy * length]

/** The handles of a curve: as long as half of the way, within what looks calm. */
function handles(start: Tip, end: Tip): [Point, Point] {
  const distance = Math.hypot(...minus(end.point, start.point))
  const length = Math.min(160, Math.max(24, distance / 2))
  return [along(start.point, start.out, length), along(end.point, end.out, length)]
}

const curveSteps = 24

function pointsOf(way: (typeof connectorWays)[number], start: Tip, end: Tip): Point[] {
  if (way === 'straight') return [start.point, end.point]
  if (way === 'elbow') return elbow(start, end)
  const [a, b] = handles(start, end)
  return Array.from({ length: curveSteps + 1 }, (_, step): Point => {
    const t = step / curveSteps
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const
    const at = (part: 0 | 1) =>
      weights[0] * start.point[part] + weights[1] * a[part] + weights[2] * b[part] + weights[3] * end.point[part]
    return [at(0), at(1)]
  })
}

const elbowStub = 20

const isAhead = (point: Point, { point: from, out }: Tip) =>
  (point[0] - from[0]) * out[0] + (point[1] - from[1]) * out[1] >= 0

/** Out of each object at a right angle; around a corner where that leads away from both, else across in the middle. */
function elbow(start: Tip, end: Tip): Point[] {
  const [a, b] = [along(start.point, start.out, elbowStub), along(end.point, end.out, elbowStub)]
  const isAcross = start.out[0] !== 0
  const isTurning = isAcross !== (end.out[0] !== 0)
  const corner: Point = isAcross ? [b[0], a[1]] : [a[0], b[1]]
  if (isTurning && isAhead(corner, start) && isAhead(corner, end)) return straightened([start.point, corner, end.point])
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const turns: Point[] = isAcross
    ? [
        [middle[0], a[1]],
        [middle[0], b[1]],
      ]
    : [
        [a[0], middle[1]],
        [b[0], middle[1]],
      ]
  return straightened([start.point, a, ...turns, b, end.point])
}

const isSame = (a: Point, b: Point) => Math.abs(a[0] - b[0]) < 0.01 && Math.abs(a[1] - b[1]) < 0.01

/** Without places in the middle of a straight piece. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last !== undefined && isSame(last, point)) continue
    const isOnTheWay =
      before !== undefined &&
      last !== undefined &&
      ((before[0] === last[0] && last[0] === point[0] && (last[1] - before[1]) * (point[1] - last[1]) > 0) ||
        (before[1] === last[1] && last[1] === point[1] && (last[0] - before[0]) * (point[0] - last[0]) > 0))
    if (isOnTheWay) kept.pop()
    kept.push(point)
  }
  return kept
}

const linePath = (points: readonly Point[]) => `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}`

function curvePath(start: Tip, end: Tip): string {
  const [a, b] = handles(start, end)
  const at = ([x, y]: Point) => `${rounded(x)} ${rounded(y)}`
  return `M${at(start.point)}C${at(a)} ${at(b)} ${at(end.point)}`
}

/** Half of the way along. */
function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, at) => Math.hypot(...minus(point, points[at] ?? point)))
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [at, length] of lengths.entries()) {
    const [a, b] = [points[at], points[at + 1]]
    if (a === undefined || b === undefined) break
    if (length >= left) return length === 0 ? a : along(a, minus(b, a), left / length)
    left -= length
  }
  return points[0] ?? [0, 0]
}
