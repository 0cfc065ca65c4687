import type { InkPoint } from '#collab/documents/board-ink.ts'
import type { Canvas } from '../canvas/canvas.ts'
import { create } from '../canvas/create.ts'
import type { PenSample, ToolGesture, ToolPointer } from '../canvas/tool.ts'
import type { Style } from '../canvas/styles.ts'
import { Drawing } from './drawing.ts'
import { drawnOf } from './drawn.ts'
import { InkPainter } from './painter.ts'

/** One object in the making: drawn here, told to others, and stored when the pen is lifted. */
class StrokeOnItsWay {
  readonly #canvas: Canvas
  readonly #style: Style
  readonly #id: string
  readonly #drawing: Drawing
  readonly #painter: InkPainter
  #frame = 0

  constructor(canvas: Canvas, overlay: Element, style: Style) {
    const { zoom } = canvas.camera.getView()
    const { colour, shape, stroke } = style
    this.#canvas = canvas
    this.#style = style
    this.#id = canvas.session.gestures.freshId()
    this.#drawing = new Drawing(zoom)
    this.#painter = new InkPainter(overlay, style)
    const [, idLetters = ''] = this.#id.split('.')
    canvas.telling?.beginInk({ idLetters, colour, shape, stroke }, zoom)
  }

  get isFull(): boolean {
    return this.#drawing.isFull
  }

  get hand(): InkPoint | null {
    return this.#drawing.hand
  }

  add(points: readonly InkPoint[]): void {
    const drawn = this.#drawing.add(points)
    this.#canvas.telling?.addInk(drawn)
    this.#painter.add(drawn)
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#painter.paint()
    })
  }

  /** Stored as one thing: the object takes over from what was drawn here in the same frame. */
  finish(): void {
    this.#drawing.lift()
    const stroke = this.#drawing.stroke()
    this.#end(false)
    if (stroke === null) return
    const { colour, shape, stroke: width } = this.#style
    const [x, y] = stroke.place
    const box = { x, y, width: stroke.size[0], height: stroke.size[1], rotation: 0 }
    const look = { colour, shape, stroke: width, points: stroke.points }
    const id = create(this.#canvas, { type: 'ink', ...look }, box, this.#id)
    if (id !== null) drawnOf(this.#canvas).add(id)
  }

  cancel(): void {
    this.#end(true)
  }

  #end(isCancelled: boolean): void {
    cancelAnimationFrame(this.#frame)
    this.#painter.remove()
    this.#canvas.telling?.endInk(isCancelled)
  }
}

const pointOf = ({ point, pressure }: PenSample): InkPoint => ({ x: point[0], y: point[1], pressure })

/** From pen-down to pen-up. A stroke that gets too long for one object goes on in the next. */
export function strokeGesture(canvas: Canvas, start: ToolPointer, style: Style): ToolGesture | null {
  const { overlay } = canvas
  if (overlay === null) return null
  let stroke = new StrokeOnItsWay(canvas, overlay, style)
  const add = (pointer: ToolPointer) => {
    stroke.add(pointer.samples.map(pointOf))
    if (!stroke.isFull) return
    const { hand } = stroke
    stroke.finish()
    stroke = new StrokeOnItsWay(canvas, overlay, style)
    if (hand !== null) stroke.add([hand])
  }
  add(start)
  return {
    move: add,
    up(pointer) {
      // A pen that is lifted presses no more: its last word is where, and not how hard.
      const { x, y } = pointOf({ point: pointer.point, pressure: 0, at: 0 })
      if (stroke.hand !== null) stroke.add([{ x, y, pressure: stroke.hand.pressure }])
      stroke.finish()
    },
    cancel: () => stroke.cancel(),
  }
}
