import { outlineOf } from '#collab/documents/board-connector.ts'
import { inkWidth } from '#collab/documents/board-ink-path.ts'
import { type BoardObject, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { frameTitleHeight, isOpenShape } from '#collab/documents/board-shapes.ts'
import { distanceToLine, strokesUnder } from '../../ink/erasing.ts'
import { type Box, containsPoint, grown, middleOf, partsAt } from '../box.ts'
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
    if (object.type === 'connector') return isOnConnector(canvas, id, point, reach)
    const box = canvas.geometry.boxOf(id)
    return (
      box !== null && containsPoint(grown(box, reach + frameTitleHeight), point) && isOnThing(object, box, point, reach)
    )
  }
  return canvas.geometry.inDrawingOrder().findLast(isOn) ?? null
}

function isOnThing(object: BoardObject, box: Box, point: Point, reach: number): boolean {
  if (object.type === 'frame' || object.type === 'column') return isOnEdge(box, point, reach)
  if (object.type === 'shape') return isOnShape(object, box, point, reach)
  return object.type === 'ink' ? isOnInk(object, box, point, reach) : containsPoint(box, point)
}

/** A frame is taken by its edge and its title: one works in it. */
function isOnEdge(box: Box, point: Point, reach: number): boolean {
  const title = { ...box, y: box.y - frameTitleHeight, height: frameTitleHeight }
  const isAtEdge = containsPoint(grown(box, reach), point) && !containsPoint(grown(box, -reach), point)
  return isAtEdge || (box.rotation === 0 && containsPoint(title, point))
}

function isOnShape({ type, shape }: BoardObject, box: Box, point: Point, reach: number): boolean {
  if (isOpenShape(shape))
    return containsPoint({ ...grown(box, reach), y: middleOf(box)[1] - reach, height: 2 * reach }, point)
  const [across, down] = partsAt(grown(box, reach), point).map((part) => 2 * part - 1)
  if (across === undefined || down === undefined || Math.max(Math.abs(across), Math.abs(down)) > 1) return false
  const outline = shapeNames[shape] === 'star' ? 'ellipse' : outlineOf({ type, shape })
  if (outline === 'ellipse') return Math.hypot(across, down) <= 1
  if (outline === 'diamond') return Math.abs(across) + Math.abs(down) <= 1
  return shapeNames[shape] !== 'triangle' || Math.abs(across) <= (down + 1) / 2
}

const nothing: ReadonlyMap<string, BoardObject> = new Map()

function isOnInk(object: BoardObject, { x, y, width, height, rotation }: Box, point: Point, reach: number): boolean {
  const radius = Math.max(0, reach - inkWidth(object) / 2)
  const placed = { ...object, parent: null, place: [x, y], size: [width, height], rotation } as const
  return strokesUnder({ from: point, to: point, radius }, [placed], nothing).length > 0
}

const labelReach: Point = [60, 14]

function isOnConnector(canvas: Sight, id: string, point: Point, reach: number): boolean {
  const route = canvas.geometry.routeOf(id)
  if (route === null) return false
  const { points, middle } = route
  const hasLabel = canvas.objectOf(id)?.text !== ''
  if (hasLabel && Math.abs(point[0] - middle[0]) <= labelReach[0] && Math.abs(point[1] - middle[1]) <= labelReach[1])
    return true
  return points.some((at, index) => distanceToLine(point, points[index - 1] ?? at, at) <= reach)
}
