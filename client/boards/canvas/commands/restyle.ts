import type { Canvas } from '../canvas.ts'
import { type Style, styleOf } from '../styles.ts'

/** Gives all chosen things a look, and their tools too, so that the next thing goes with them. */
export function restyle(canvas: Canvas, changed: Partial<Style>): void {
  const { gestures } = canvas.session
  const objects = canvas.changeable()
  gestures.gesture(
    () => {
      for (const { id } of objects) gestures.set(id, changed)
    },
    `style ${Object.keys(changed).join(' ')}`,
  )
  const styles = { ...canvas.styles.get() }
  for (const { type } of objects) styles[type] = { ...styleOf(styles, type), ...changed }
  canvas.styles.set(styles)
}
