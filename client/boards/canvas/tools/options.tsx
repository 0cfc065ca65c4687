import { useMessages } from '#client/locales/messages.tsx'
import type { Canvas } from '../canvas.ts'
import {
  ColourChoice,
  FillChoice,
  HeadChoice,
  ShapeChoice,
  SizeChoice,
  StrokeChoice,
  WayChoice,
} from '../panels/choices.tsx'
import { useSignal } from '../signal.ts'
import { type Style, styleOf } from '../styles.ts'
import styles from '../panels/panels.module.css'

interface OptionsProps {
  canvas: Canvas
}

/** How the next thing of a tool will look, and a way to change that. */
export function useToolStyle(canvas: Canvas, toolId: string) {
  const all = useSignal(canvas.styles)
  const set = (changed: Partial<Style>) =>
    canvas.styles.set({ ...all, [toolId]: { ...styleOf(all, toolId), ...changed } })
  return [styleOf(all, toolId), set] as const
}

export function NoteOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'note')
  return <ColourChoice of="tint" value={style.colour} onChange={(colour) => set({ colour })} />
}

export function TextOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'text')
  return (
    <>
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <SizeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}

export function ShapeOptions({ canvas }: OptionsProps) {
  const { t } = useMessages()
  const [style, set] = useToolStyle(canvas, 'shape')
  return (
    <>
      <ShapeChoice value={style.shape} onChange={(shape) => set({ shape })} />
      <span className={styles.rule} role="separator" aria-label={t('boards.canvas_colour')} />
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <FillChoice value={style.fill} onChange={(fill) => set({ fill })} />
      <StrokeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}

export function ConnectorOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'connector')
  return (
    <>
      <WayChoice value={style.fill} onChange={(fill) => set({ fill })} />
      <HeadChoice value={style.shape} onChange={(shape) => set({ shape })} />
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <StrokeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}
