import type { Point } from '#collab/documents/board-model.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import { boxAround, cornersOf, isInside, isTouching, upright } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'

/** Whether a place is inside of a drawn line that is closed. */
export function isInPolygon([x, y]: Point, polygon: readonly Point[]): boolean {
  let inside = false
  for (let at = 0, last = polygon.length - 1; at < polygon.length; last = at++) {
    const [a, b] = [polygon[at], polygon[last]]
    if (a === undefined || b === undefined) continue
    const isCrossed = a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]
    if (isCrossed) inside = !inside
  }
  return inside
}

const rectangle = ([ax, ay]: Point, [bx, by]: Point): Point[] => [
  [ax, ay],
  [bx, ay],
  [bx, by],
  [ax, by],
]

/** What a rectangle takes: everything it touches; frames only whole, since one draws inside of them. */
function caughtByMarquee(canvas: Canvas, from: Point, to: Point): string[] {
  const area = boxAround([from, to])
  return withoutChildren(
    canvas,
    canvas.geometry.touching(area).filter((id) => {
      const [object, box] = [canvas.objectOf(id), canvas.geometry.boxOf(id)]
      if (object === undefined || box === null) return false
      if (isContainer(object)) return isInside(upright(box), area)
      if (!isLine(object)) return true
      return (canvas.geometry.routeOf(id)?.points ?? []).some((point) => isTouching(pointBox(point), area))
    }),
  )
}

const pointBox = ([x, y]: Point) => ({ x, y, width: 0, height: 0, rotation: 0 })

/** What a drawn loop takes: whatever has its middle and most of its corners in it. */
function caughtByLasso(canvas: Canvas, loop: readonly Point[]): string[] {
  if (loop.length < 3) return []
  return withoutChildren(
    canvas,
    canvas.geometry.touching(boxAround(loop)).filter((id) => {
      const box = canvas.geometry.boxOf(id)
      if (box === null) return false
      const inside = cornersOf(box).filter((corner) => isInPolygon(corner, loop)).length
      return inside >= 3 || (inside >= 1 && isInPolygon([box.x + box.width / 2, box.y + box.height / 2], loop))
    }),
  )
}

/** A chosen frame stands for what lies in it. */
function withoutChildren(canvas: Canvas, ids: readonly string[]): string[] {
  const caught = new Set(ids)
  return ids.filter((id) => {
    const parent = canvas.objectOf(id)?.parent ?? null
    return parent === null || !caught.has(parent)
  })
}

interface Catching {
  start: ToolPointer
  isLoop: boolean
}

/** Draws a rectangle or a loop; with Shift what it takes is added to what was chosen. */
export function lassoGesture(canvas: Canvas, { start, isLoop }: Catching): ToolGesture {
  const before = start.isShift ? [...canvas.selection.get()] : []
  const loop: Point[] = [start.point]
  const choose = (pointer: ToolPointer) => {
    if (isLoop) loop.push(...pointer.samples.map(({ point }) => point))
    canvas.lasso.set(isLoop ? [...loop] : rectangle(start.point, pointer.point))
    const caught = isLoop ? caughtByLasso(canvas, loop) : caughtByMarquee(canvas, start.point, pointer.point)
    canvas.selection.choose([...before, ...caught])
  }
  return {
    move: choose,
    up: () => canvas.lasso.set(null),
    cancel() {
      canvas.lasso.set(null)
      canvas.selection.choose(before)
    },
  }
}
