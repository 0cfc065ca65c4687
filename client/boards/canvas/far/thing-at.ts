import type { Point } from '#collab/documents/board-model.ts'
import { frameTitleHeight } from '#collab/documents/board-shapes.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { distanceToLine } from '../../ink/erasing.ts'
import { onCanvas } from '../../things/on-canvas.ts'
import { containsPoint, grown } from '../box.ts'
import type { Canvas } from '../canvas.ts'

/** Pixels of the board to each side of a line, and of the screen: from far, lines are thin. */
const reachOnBoard = 10
const reachOnScreen = 5

type Sight = Pick<Canvas, 'camera' | 'geometry' | 'objectOf'>

/** The uppermost thing at a place of the board, as the pointer would find it were it an element. */
export function thingAt(canvas: Sight, point: Point): string | null {
  const reach = Math.max(reachOnBoard, reachOnScreen / canvas.camera.getView().zoom)
  const isOn = (id: string) => {
    const object = canvas.objectOf(id)
    if (object === undefined) return false
    if (isLine(object)) return isOnLine(canvas, id, point, reach)
    const box = canvas.geometry.boxOf(id)
    if (box === null || !containsPoint(grown(box, reach + frameTitleHeight), point)) return false
    return onCanvas[object.type].isOn?.(object, box, { point, reach }) ?? containsPoint(box, point)
  }
  return canvas.geometry.inDrawingOrder().findLast(isOn) ?? null
}

const labelReach: Point = [60, 14]

function isOnLine(canvas: Sight, id: string, point: Point, reach: number): boolean {
  const route = canvas.geometry.routeOf(id)
  if (route === null) return false
  const { points, middle } = route
  const hasLabel = canvas.objectOf(id)?.text !== ''
  if (hasLabel && Math.abs(point[0] - middle[0]) <= labelReach[0] && Math.abs(point[1] - middle[1]) <= labelReach[1])
    return true
  return points.some((at, index) => distanceToLine(point, points[index - 1] ?? at, at) <= reach)
}
