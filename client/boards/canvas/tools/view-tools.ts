import { Hand, Lasso } from 'lucide-react'
import { lassoGesture } from '../gestures/lasso.ts'
import { panGesture } from '../gestures/pan.ts'
import type { CanvasTool } from '../tool.ts'

export const handTool: CanvasTool = {
  id: 'hand',
  labelId: 'boards.canvas_hand',
  icon: Hand,
  cursor: 'grab',
  usesTouch: true,
  isForReaders: true,
  isLasting: true,
  down: (pointer, canvas) => panGesture(canvas, pointer),
}

/** Chooses what a drawn loop encloses; for fingers too, which move the board with the other tools. */
export const lassoTool: CanvasTool = {
  id: 'lasso',
  labelId: 'boards.canvas_lasso',
  icon: Lasso,
  cursor: 'crosshair',
  usesTouch: true,
  isForReaders: true,
  down(pointer, canvas) {
    const lasso = lassoGesture(canvas, { start: pointer, isLoop: true })
    return {
      ...lasso,
      up(last) {
        lasso.up(last)
        if (canvas.selection.get().size > 0) canvas.done()
      },
    }
  },
  /** By keyboard there is no loop to draw: everything in sight is chosen. */
  place(canvas) {
    canvas.selection.choose(canvas.geometry.touching(canvas.camera.visible()))
    canvas.done()
  },
}
