import type { Canvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import { type Style, styleOf } from '../styles.ts'

export interface OptionsProps {
  canvas: Canvas
}

/** How the next thing of a tool will look, and a way to change that. */
export function useToolStyle(canvas: Canvas, toolId: string) {
  const all = useSignal(canvas.styles)
  const set = (changed: Partial<Style>) =>
    canvas.styles.set({ ...all, [toolId]: { ...styleOf(all, toolId), ...changed } })
  return [styleOf(all, toolId), set] as const
}
