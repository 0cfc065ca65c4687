import { MoveUpRight } from 'lucide-react'
import { isLine } from '#collab/documents/things/register.ts'
import type { Canvas } from '../../canvas/canvas.ts'
import { boxAbout, create } from '../../canvas/create.ts'
import { endAt } from '../../canvas/gestures/connect.ts'
import { isBeyondClick } from '../../canvas/gestures/gesture.ts'
import { styleOf } from '../../canvas/styles.ts'
import type { CanvasTool, ToolGesture, ToolPointer } from '../../canvas/tool.ts'
import { ConnectorOptions } from './options.tsx'

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
    const [one, two] = canvas.chosen().filter((object) => !isLine(object))
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
