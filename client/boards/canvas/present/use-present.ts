import { useSyncExternalStore } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { type Canvas, useCanvas } from '../canvas.ts'

export function useSlides({ store }: Canvas): readonly BoardObject[] {
  return useSyncExternalStore(store.subscribe, store.getSlides)
}

/** Whether there is something to show, and how one begins: at the chosen frame, else at the first. */
export function usePresent(): (() => void) | null {
  const canvas = useCanvas()
  const slides = useSlides(canvas)
  if (slides.length === 0) return null
  return () => {
    const at = slides.findIndex(({ id }) => canvas.selection.has(id))
    canvas.rest()
    canvas.selection.clear()
    canvas.presenting.set(Math.max(0, at))
  }
}
