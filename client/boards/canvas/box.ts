import type { Point } from '#collab/documents/board-model.ts'

/** Where something stands on the board; turned by degrees about its middle. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly rotation: number
}

export const middleOf = ({ x, y, width, height }: Box): Point => [x + width / 2, y + height / 2]

/** Turns a point about another, clockwise by degrees. */
export function turned([x, y]: Point, [cx, cy]: Point, degrees: number): Point {
  if (degrees % 360 === 0) return [x, y]
  const angle = (degrees * Math.PI) / 180
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const [dx, dy] = [x - cx, y - cy]
  return [cx + dx * cosine - dy * sine, cy + dx * sine + dy * cosine]
}

export function cornersOf(box: Box): Point[] {
  const { x, y, width, height, rotation } = box
  const corners: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
  return corners.map((corner) => turned(corner, middleOf(box), rotation))
}

export function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, rotation: 0 }
}

/** The upright box around one that may be turned. */
export const upright = (box: Box): Box => (box.rotation === 0 ? box : boxAround(cornersOf(box)))

/** The upright box around several; null around none. */
export function union(boxes: Iterable<Box>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const one of boxes) {
    const { x, y, width, height } = upright(one)
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top, rotation: 0 }
}

/** The same box, by so much larger to each side. */
export const grown = (box: Box, by: number): Box => ({
  ...box,
  x: box.x - by,
  y: box.y - by,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
})

/** Whether two upright boxes touch. */
export const isTouching = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

export function containsPoint(box: Box, point: Point): boolean {
  const [x, y] = turned(point, middleOf(box), -box.rotation)
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
}

/** The parts at which a point lies in a box. */
export function partsAt(box: Box, point: Point): Point {
  const [x, y] = turned(point, middleOf(box), -box.rotation)
  return [box.width === 0 ? 0.5 : (x - box.x) / box.width, box.height === 0 ? 0.5 : (y - box.y) / box.height]
}
