import type { InkPoint } from '#collab/documents/board-ink.ts'
import { inkPointsOf, inkWidth } from '#collab/documents/board-ink-path.ts'
import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { thingOf } from '#collab/documents/things/register.ts'

interface Swipe {
  from: Point
  to: Point
  /** Half the eraser's breadth, in pixels of the board. */
  radius: number
}

/** Strokes that a swipe of the eraser meets: whole ones, by the ink that is seen and not by their box. */
export function strokesUnder(swipe: Swipe, objects: Iterable<BoardObject>, byId: ReadonlyMap<string, BoardObject>) {
  const met: string[] = []
  for (const object of objects) {
    if (thingOf(object).isByHand !== true || object.isRemoved) continue
    if (isMet(object, absolutePlace(object, byId), swipe)) met.push(object.id)
  }
  return met
}

function isMet(object: BoardObject, place: Point, { from, to, radius }: Swipe): boolean {
  const reach = radius + inkWidth(object) / 2
  // A turned stroke lies within the circle around its box.
  const middle: Point = [place[0] + object.size[0] / 2, place[1] + object.size[1] / 2]
  const around = Math.hypot(object.size[0], object.size[1]) / 2 + reach
  if (distanceToLine(middle, from, to) > around) return false
  const [a, b] = [from, to].map((point) => turned(point, middle, -object.rotation))
  if (a === undefined || b === undefined) return false
  const points = inkPointsOf(object)
  const placed = (point: InkPoint): Point => [place[0] + point.x, place[1] + point.y]
  return points.some((point, at) => distanceOfLines(placed(points[at - 1] ?? point), placed(point), a, b) <= reach)
}

function turned([x, y]: Point, [cx, cy]: Point, degrees: number): Point {
  if (degrees === 0) return [x, y]
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return [cx + (x - cx) * cosine - (y - cy) * sine, cy + (x - cx) * sine + (y - cy) * cosine]
}

export function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2
  const part = length2 === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2
  const t = Math.min(1, Math.max(0, part))
  return Math.hypot(ax + (bx - ax) * t - x, ay + (by - ay) * t - y)
}

/** Which side of the line a-b the point lies on. */
const side = ([ax, ay]: Point, [bx, by]: Point, [x, y]: Point) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))

/** Between two lines that end; 0 where they cross. */
function distanceOfLines(a: Point, b: Point, c: Point, d: Point): number {
  if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return 0
  return Math.min(distanceToLine(a, c, d), distanceToLine(b, c, d), distanceToLine(c, a, b), distanceToLine(d, a, b))
}
