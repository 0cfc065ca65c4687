import type { Point } from '#collab/documents/board-model.ts'
import type { Canvas } from '../canvas.ts'
import { type Box, isTouching, middleOf, upright } from '../box.ts'
import type { ToolPointer } from '../tool.ts'
import { factsOf } from '../../things/register.ts'

/** A press that moves less than this is a click. */
const clickReach = { mouse: 3, pen: 4, touch: 8 } as const

export const isBeyondClick = (start: ToolPointer, now: ToolPointer): boolean =>
  Math.hypot(now.screen[0] - start.screen[0], now.screen[1] - start.screen[1]) > clickReach[start.type]

export const between = (from: Point, to: Point): Point => [to[0] - from[0], to[1] - from[1]]

/** Pixels of the screen within which a thing snaps. */
const snapReach = 6

export const snapReachOf = (canvas: Canvas): number => snapReach / canvas.camera.getView().zoom

/** Where so much is in sight, what is far away is no help. */
const targetsMost = 200

/** Upright boxes in sight of everything but these, the nearest ones: what a moved thing may snap to. */
export function snapTargets(canvas: Canvas, except: ReadonlySet<string>, around: Box | null = null): Box[] {
  const seen = canvas.camera.visible()
  const found = canvas.store.getIds().flatMap((id) => {
    const object = canvas.objectOf(id)
    if (object === undefined || except.has(id) || factsOf(object).isSolid !== true) return []
    if (object.parent !== null && except.has(object.parent)) return []
    const box = canvas.geometry.restOf(id)
    return box === null || !isTouching(upright(box), seen) ? [] : [upright(box)]
  })
  if (found.length <= targetsMost) return found
  const [x, y] = middleOf(around ?? seen)
  const farness = (box: Box) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
  return found.toSorted((a, b) => farness(a) - farness(b)).slice(0, targetsMost)
}

/** Places are kept to whole pixels of the board, which nobody misses and everybody's numbers gain by. */
export const whole = ([x, y]: Point): Point => [Math.round(x), Math.round(y)]
