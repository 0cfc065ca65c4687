import { Frame, MoveUpRight, Shapes, StickyNote, Type } from 'lucide-react'
import { textLook } from '#collab/documents/things/register.ts'
import type { ObjectType, Point } from '#collab/documents/board-model.ts'
import { boxAround } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { putFrame } from '../commands/frames.ts'
import { boxAbout, create, freePlace } from '../create.ts'
import { endAt } from '../gestures/connect.ts'
import { isBeyondClick, snapReachOf, snapTargets } from '../gestures/gesture.ts'
import { guidesOf, snapEdge } from '../snapping.ts'
import { styleOf } from '../styles.ts'
import type { CanvasTool, ToolGesture, ToolPointer } from '../tool.ts'
import { NoteOptions, ConnectorOptions, ShapeOptions, TextOptions } from './options.tsx'

interface Kind {
  type: ObjectType
  /** Of one that is put with a click. */
  size: Point
  isWritten: boolean
}

const kinds = {
  note: { type: 'note', size: [200, 200], isWritten: true },
  text: { type: 'text', size: [240, 0], isWritten: true },
  shape: { type: 'shape', size: [180, 120], isWritten: false },
  frame: { type: 'frame', size: [640, 420], isWritten: true },
} as const satisfies Record<string, Kind>

/** Puts a thing of a tool there, chooses it, and opens its words where it is made for words. */
function put(canvas: Canvas, toolId: keyof typeof kinds, box: ReturnType<typeof boxAbout>): void {
  const { type, isWritten } = kinds[toolId]
  const style = styleOf(canvas.styles.get(), toolId)
  const looks = { ...style, shape: type === 'shape' ? style.shape : 0 }
  const id = type === 'frame' ? putFrame(canvas, box) : create(canvas, { type, ...looks }, box)
  canvas.done()
  if (id === null) return
  canvas.selection.choose([id])
  if (isWritten) canvas.editing.set(id)
}

function sizeOf(canvas: Canvas, toolId: keyof typeof kinds): Point {
  const [width, height] = kinds[toolId].size
  if (toolId !== 'text') return [width, height]
  const { size, lineHeight } = textLook({ type: 'text', stroke: styleOf(canvas.styles.get(), 'text').stroke })
  return [width, Math.ceil(size * lineHeight)]
}

/** A click puts a thing of the usual size about it; a drag draws its box. */
function boxGesture(canvas: Canvas, start: ToolPointer, toolId: keyof typeof kinds): ToolGesture {
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
      const isDrawn = isDrawing && box.width > 12 && (box.height > 12 || toolId === 'text')
      const [width, height] = sizeOf(canvas, toolId)
      if (!isDrawn) put(canvas, toolId, boxAbout(pointer.point, [width, height]))
      else put(canvas, toolId, toolId === 'text' ? { ...box, height } : box)
    },
    cancel: end,
  }
}

const making = (toolId: keyof typeof kinds): Pick<CanvasTool, 'cursor' | 'usesTouch' | 'down' | 'place'> => ({
  cursor: 'crosshair',
  usesTouch: true,
  down: (pointer, canvas) => boxGesture(canvas, pointer, toolId),
  place: (canvas) => put(canvas, toolId, freePlace(canvas, sizeOf(canvas, toolId))),
})

export const noteTool: CanvasTool = {
  id: 'note',
  labelId: 'boards.canvas_note',
  icon: StickyNote,
  Options: NoteOptions,
  ...making('note'),
}

export const textTool: CanvasTool = {
  id: 'text',
  labelId: 'boards.canvas_text',
  icon: Type,
  Options: TextOptions,
  ...making('text'),
}

export const shapeTool: CanvasTool = {
  id: 'shape',
  labelId: 'boards.canvas_shape',
  icon: Shapes,
  Options: ShapeOptions,
  ...making('shape'),
}

export const frameTool: CanvasTool = {
  id: 'frame',
  labelId: 'boards.canvas_frame',
  icon: Frame,
  ...making('frame'),
}

/** A connector between two places, of which each may hold on to a thing. */
function connectGesture(canvas: Canvas, start: ToolPointer): ToolGesture {
  const from = endAt(canvas, start.point, new Set())
  const except = new Set(from[0] === null ? [] : [from[0]])
  const style = styleOf(canvas.styles.get(), 'connector')
  const clear = () => {
    canvas.draft.set(null)
    canvas.target.set(null)
  }
  return {
    move(pointer) {
      const to = endAt(canvas, pointer.point, except)
      canvas.target.set(to[0])
      canvas.draft.set({ id: null, ...style, from, to })
    },
    up(pointer) {
      clear()
      if (!isBeyondClick(start, pointer)) return
      const to = endAt(canvas, pointer.point, except)
      const id = create(canvas, { type: 'connector', ...style, from, to }, boxAbout(start.point, [0, 0]))
      canvas.done()
      if (id !== null) canvas.selection.choose([id])
    },
    cancel: clear,
  }
}

export const connectorTool: CanvasTool = {
  id: 'connector',
  labelId: 'boards.canvas_connector',
  icon: MoveUpRight,
  cursor: 'crosshair',
  usesTouch: true,
  Options: ConnectorOptions,
  down: (pointer, canvas) => connectGesture(canvas, pointer),
  hover(pointer, canvas) {
    canvas.target.set(pointer === null ? null : endAt(canvas, pointer.point, new Set())[0])
  },
  leave: (canvas) => canvas.target.set(null),
  /** By keyboard: between the two chosen things, else a line in the middle of the view. */
  place(canvas) {
    const [one, two] = canvas.chosen().filter(({ type }) => type !== 'connector')
    const [x, y] = canvas.middle()
    const style = styleOf(canvas.styles.get(), 'connector')
    const ends =
      one !== undefined && two !== undefined
        ? ({ from: [one.id, 0.5, 0.5], to: [two.id, 0.5, 0.5] } as const)
        : ({ from: [null, x - 100, y], to: [null, x + 100, y] } as const)
    const id = create(canvas, { type: 'connector', ...style, ...ends }, boxAbout([x, y], [0, 0]))
    canvas.done()
    if (id !== null) canvas.selection.choose([id])
  },
}
