import type { Canvas } from '../canvas.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'

/** Moves the board under the pointer. */
export function panGesture(canvas: Canvas, start: ToolPointer): ToolGesture {
  let [x, y] = start.screen
  const end = () => delete canvas.surface?.dataset['panning']
  if (canvas.surface !== null) canvas.surface.dataset['panning'] = ''
  return {
    move({ screen }) {
      canvas.camera.panBy(screen[0] - x, screen[1] - y)
      ;[x, y] = screen
    },
    up: end,
    cancel: end,
  }
}
