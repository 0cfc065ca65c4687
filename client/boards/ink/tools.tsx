import { Eraser, Flashlight, Highlighter, PenLine } from 'lucide-react'
import { inkNames } from '#collab/documents/board-model.ts'
import { useBoardSession } from '../board-session.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Canvas } from '../canvas/canvas.ts'
import { whyNotCreate } from '../canvas/create.ts'
import { ColourChoice, StrokeChoice } from '../canvas/panels/choices.tsx'
import { styleOf } from '../canvas/styles.ts'
import type { CanvasTool, ToolGesture, ToolPointer } from '../canvas/tool.ts'
import { useToolStyle } from '../canvas/tools/tool-style.ts'
import { eraseGesture } from './erase-gesture.ts'
import styles from './ink.module.css'
import { Laser } from './laser.ts'
import { strokeGesture } from './stroke-gesture.ts'

type InkName = (typeof inkNames)[number]

function draw(name: InkName, pointer: ToolPointer, canvas: Canvas): ToolGesture | null {
  if (pointer.isEraser) return eraseGesture(canvas, pointer)
  if (whyNotCreate(canvas) !== null) return null
  return strokeGesture(canvas, pointer, { ...styleOf(canvas.styles.get(), name), shape: inkNames.indexOf(name) })
}

function InkOptions({ canvas, name }: { canvas: Canvas; name: InkName }) {
  const [style, set] = useToolStyle(canvas, name)
  return (
    <>
      <ColourChoice of={name === 'pen' ? 'line' : 'mark'} value={style.colour} onChange={(colour) => set({ colour })} />
      <StrokeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}

const inking = { cursor: 'crosshair', usesTouch: true, isLasting: true } as const

export const penTool: CanvasTool = {
  ...inking,
  id: 'pen',
  labelId: 'boards.ink_pen',
  icon: PenLine,
  Options: ({ canvas }) => <InkOptions canvas={canvas} name="pen" />,
  down: (pointer, canvas) => draw('pen', pointer, canvas),
}

export const highlighterTool: CanvasTool = {
  ...inking,
  id: 'highlighter',
  labelId: 'boards.ink_highlighter',
  icon: Highlighter,
  Options: ({ canvas }) => <InkOptions canvas={canvas} name="highlighter" />,
  down: (pointer, canvas) => draw('highlighter', pointer, canvas),
}

function EraserOptions() {
  const { t } = useMessages()
  const { moderate } = useBoardSession().can
  return <p className={styles.hint}>{t(moderate ? 'boards.ink_erasesAll' : 'boards.ink_erasesOwn')}</p>
}

export const eraserTool: CanvasTool = {
  ...inking,
  id: 'eraser',
  labelId: 'boards.ink_eraser',
  icon: Eraser,
  Options: EraserOptions,
  down: (pointer, canvas) => (canvas.session.can.write ? eraseGesture(canvas, pointer) : null),
}

function LaserOptions() {
  const { t } = useMessages()
  return <p className={styles.hint}>{t('boards.ink_laserHint')}</p>
}

const lasers = new WeakMap<Canvas, Laser>()

/** On the own screen too: it may be the one on the wall. */
function point(pointer: ToolPointer | null, canvas: Canvas): void {
  const laser = lasers.get(canvas) ?? (canvas.overlay === null ? null : new Laser(canvas.overlay))
  if (laser === null || pointer === null) return
  lasers.set(canvas, laser)
  laser.point(pointer.point)
}

function pointGesture(canvas: Canvas): ToolGesture {
  return { move: (pointer) => point(pointer, canvas), up: () => {}, cancel: () => {} }
}

/** Shows and leaves nothing: the pointer itself glows for everybody while this tool is on. */
export const laserTool: CanvasTool = {
  ...inking,
  id: 'laser',
  labelId: 'boards.ink_laser',
  icon: Flashlight,
  Options: LaserOptions,
  down: (pointer, canvas) => {
    point(pointer, canvas)
    return pointGesture(canvas)
  },
  hover: point,
  leave(canvas) {
    lasers.get(canvas)?.stop()
    lasers.delete(canvas)
  },
}
