import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Point } from '#collab/documents/board-model.ts'
import type { PlainId } from '#client/locales/messages.tsx'
import type { Canvas } from './canvas.ts'

/** One place of a pen on its way, since the last event. */
export interface PenSample {
  /** On the board. */
  readonly point: Point
  /** 0-1; 0.5 where the device does not say. */
  readonly pressure: number
  /** Milliseconds, as `event.timeStamp`. */
  readonly at: number
}

/** A finger, pen or mouse on the canvas, in the coordinates of the board. */
export interface ToolPointer {
  readonly id: number
  readonly type: 'mouse' | 'touch' | 'pen'
  /** The eraser end of a pen. */
  readonly isEraser: boolean
  readonly point: Point
  /** In pixels of the surface, its top left being 0, 0. */
  readonly screen: Point
  readonly pressure: number
  /** All places since the last event, this one last. */
  readonly samples: readonly PenSample[]
  readonly isShift: boolean
  readonly isAlt: boolean
  /** Ctrl, or Cmd. */
  readonly isControl: boolean
  /** The object under the pointer where it went down or hovers. */
  readonly target: string | null
  /** The handle of the selection under it: `nw`, `rotate`, `from`, … */
  readonly handle: string | null
}

/** What goes on between down and up. A second finger, Escape or a lost pointer cancels it: then nothing has happened. */
export interface ToolGesture {
  move(pointer: ToolPointer): void
  up(pointer: ToolPointer): void
  cancel(): void
}

/** Choices of a tool, shown beside the toolbar while it is on. */
type ToolOptions = ComponentType<{ canvas: Canvas }>

/**
 * A tool of the canvas. Stateless itself: what lasts from down to up lives in the gesture that `down` gives. Drawing while
 * it lasts goes straight into `canvas.overlay`, an SVG group in board coordinates outside of React.
 */
export interface CanvasTool {
  readonly id: string
  readonly labelId: PlainId
  readonly icon: LucideIcon
  /** CSS cursor over the canvas. */
  readonly cursor: string
  /** One finger works with it; otherwise a finger on the empty board moves the board. */
  readonly usesTouch: boolean
  /** May be used where one only reads. */
  readonly isForReaders?: boolean
  /** Goes on after one use; others hand over to the selection. */
  readonly isLasting?: boolean
  readonly Options?: ToolOptions
  /** Begins a gesture, or declines it with null: then the board is moved. */
  down(pointer: ToolPointer, canvas: Canvas): ToolGesture | null
  /** The pointer moves with nothing pressed; null: it has left. */
  hover?(pointer: ToolPointer | null, canvas: Canvas): void
  /** What the tool does when it is chosen by keyboard, for example put its thing into the middle of the view. */
  place?(canvas: Canvas): void
  /** Chosen, and left again. */
  enter?(canvas: Canvas): void
  leave?(canvas: Canvas): void
}
