import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { type Box, middleOf, turned, union } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'
import { placeAt } from './move.ts'
import { factsOf } from '../../things/register.ts'

export const canRotate = (object: BoardObject): boolean => factsOf(object).canTurn === true

const shiftStep = 15
const restingReach = 4

/** The same direction, from -180 to below 180. */
export const normalAngle = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180

/** Degrees from -180 to 180, resting at eighths of a turn, or in steps of 15 with Shift. */
export function restingAngle(degrees: number, isStepped: boolean): number {
  const step = isStepped ? shiftStep : 45
  const near = Math.round(degrees / step) * step
  const angle = isStepped || Math.abs(degrees - near) < restingReach ? near : Math.round(degrees)
  return normalAngle(angle)
}

const angleOf = ([x, y]: Point, [cx, cy]: Point) => (Math.atan2(y - cy, x - cx) * 180) / Math.PI

/** A box turned about a place, and about itself by as much. */
export function turnedBox(box: Box, about: Point, degrees: number): Box {
  const [x, y] = turned(middleOf(box), about, degrees)
  const rotation = restingAngle(box.rotation + degrees, false)
  return { ...box, x: x - box.width / 2, y: y - box.height / 2, rotation }
}

/** Writes that these are turned, as one gesture. */
function rotateBoxes(canvas: Canvas, boxes: ReadonlyMap<string, Box>, label = ''): void {
  canvas.session.gestures.gesture(() => {
    for (const [id, box] of boxes) {
      const object = canvas.objectOf(id)
      if (object === undefined) continue
      canvas.session.gestures.set(id, { rotation: box.rotation })
      placeAt(canvas, object, box)
    }
  }, label)
}

export function rotateGesture(canvas: Canvas, start: ToolPointer): ToolGesture | null {
  const objects = canvas.changeable().filter(canRotate)
  const boxes = new Map(
    objects.flatMap(({ id }): [string, Box][] => {
      const box = canvas.geometry.restOf(id)
      return box === null ? [] : [[id, box]]
    }),
  )
  const around = union([...boxes.values()])
  if (around === null) return null
  const [single] = boxes.size === 1 ? [...boxes.values()] : []
  const about = middleOf(single ?? around)
  const startAngle = angleOf(start.point, about)
  const before = single?.rotation ?? 0
  let result: ReadonlyMap<string, Box> = boxes
  const show = (pointer: ToolPointer) => {
    const raw = before + angleOf(pointer.point, about) - startAngle
    const by = restingAngle(raw, pointer.isShift) - before
    result = new Map([...boxes].map(([id, box]) => [id, turnedBox(box, about, by)]))
    canvas.showOwnMoves(result)
  }
  const end = () => canvas.showOwnMoves(null)
  return {
    move: show,
    up(pointer) {
      show(pointer)
      rotateBoxes(canvas, result)
      end()
    },
    cancel: end,
  }
}
