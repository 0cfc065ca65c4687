import type { ObjectType, ObjectValues, Point } from '#collab/documents/board-model.ts'
import { type Box, boxAround } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { boxAbout, create, freePlace } from '../create.ts'
import { isBeyondClick, snapReachOf, snapTargets } from '../gestures/gesture.ts'
import { guidesOf, snapEdge } from '../snapping.ts'
import { styleOf } from '../styles.ts'
import type { CanvasTool, ToolGesture, ToolPointer } from '../tool.ts'

/** What a tool makes of a click or a drawn box. The tool has the name of the type. */
interface Making {
  readonly type: ObjectType
  /** Of one that is put with a click. */
  readonly size: Point
  /** What it holds from the first. */
  readonly values?: Partial<ObjectValues>
  /** It is opened for writing at once. */
  readonly isWritten?: true
  /** It is as high as this, whatever is drawn. */
  readonly heightOf?: (canvas: Canvas) => number
  /** Puts it there, where more is to be done than that. */
  readonly put?: (canvas: Canvas, box: Box) => string | null
}

/** Puts a thing of a tool there, chooses it, and opens its words where it is made for words. */
function put(canvas: Canvas, { type, values, isWritten, put: putThere }: Making, box: Box): void {
  const style = styleOf(canvas.styles.get(), type)
  const id = putThere === undefined ? create(canvas, { ...values, type, ...style }, box) : putThere(canvas, box)
  canvas.done()
  if (id === null) return
  canvas.selection.choose([id])
  if (isWritten === true) canvas.editing.set(id)
}

const sizeOf = (canvas: Canvas, { size, heightOf }: Making): Point => [size[0], heightOf?.(canvas) ?? size[1]]

/** A click puts a thing of the usual size about it; a drag draws its box. */
function boxGesture(canvas: Canvas, start: ToolPointer, making: Making): ToolGesture {
  const targets = snapTargets(canvas, new Set())
  let isDrawing = false
  const boxTo = (pointer: ToolPointer) => {
    const reach = pointer.isControl ? 0 : snapReachOf(canvas)
    let [x, y] = [snapEdge(pointer.point[0], 'x', targets, reach), snapEdge(pointer.point[1], 'y', targets, reach)]
    if (pointer.isShift) {
      const side = Math.max(Math.abs(x - start.point[0]), Math.abs(y - start.point[1]))
      x = start.point[0] + Math.sign(x - start.point[0]) * side
      y = start.point[1] + Math.sign(y - start.point[1]) * side
    }
    return boxAround([start.point, [x, y]])
  }
  const end = () => {
    canvas.lasso.set(null)
    canvas.guides.set([])
  }
  return {
    move(pointer) {
      isDrawing ||= isBeyondClick(start, pointer)
      if (!isDrawing) return
      const box = boxTo(pointer)
      canvas.guides.set(guidesOf(box, targets))
      const [right, bottom] = [box.x + box.width, box.y + box.height]
      canvas.lasso.set([
        [box.x, box.y],
        [right, box.y],
        [right, bottom],
        [box.x, bottom],
      ])
    },
    up(pointer) {
      end()
      const box = boxTo(pointer)
      const isDrawn = isDrawing && box.width > 12 && (box.height > 12 || making.heightOf !== undefined)
      const [width, height] = sizeOf(canvas, making)
      if (!isDrawn) put(canvas, making, boxAbout(pointer.point, [width, height]))
      else put(canvas, making, making.heightOf !== undefined ? { ...box, height } : box)
    },
    cancel: end,
  }
}

export const toolMaking = (making: Making): Pick<CanvasTool, 'id' | 'cursor' | 'usesTouch' | 'down' | 'place'> => ({
  id: making.type,
  cursor: 'crosshair',
  usesTouch: true,
  down: (pointer, canvas) => boxGesture(canvas, pointer, making),
  place: (canvas) => put(canvas, making, freePlace(canvas, sizeOf(canvas, making))),
})
