import { useMemo, useSyncExternalStore } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { slidesOf } from '../../parts/slides.ts'
import { type Canvas, useCanvas } from '../canvas.ts'

export function useSlides(canvas: Canvas): readonly BoardObject[] {
  const { store } = canvas
  const ids = useSyncExternalStore(store.subscribe, store.getIds)
  return useMemo(() => slidesOf(ids.flatMap((id) => canvas.objectOf(id) ?? [])), [canvas, ids])
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
