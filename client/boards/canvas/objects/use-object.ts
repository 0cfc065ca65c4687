import { useCallback, useSyncExternalStore } from 'react'
import type { Box } from '../box.ts'
import { useCanvas } from '../canvas.ts'

const marks = { current: 1, chosen: 2, editing: 4, locked: 8 } as const

/**
 * What an object is to the keyboard and to whoever writes. One number, so that an object draws again for its own marks only;
 * that it is chosen is said where the keyboard stands, and drawn above all objects for the others.
 */
export function useMarks(id: string) {
  const { selection, editing, store } = useCanvas()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [
        selection.subscribeTo(id, listener),
        editing.subscribe(listener),
        store.subscribeObject(id, listener),
      ]
      return () => stops.forEach((stop) => stop())
    },
    [selection, editing, store, id],
  )
  const all = useSyncExternalStore(subscribe, () => {
    const isCurrent = selection.getCurrent() === id
    return (
      (isCurrent ? marks.current : 0) +
      (isCurrent && selection.has(id) ? marks.chosen : 0) +
      (editing.get() === id ? marks.editing : 0) +
      (store.getModeration().locked.has(id) ? marks.locked : 0)
    )
  })
  return {
    isCurrent: (all & marks.current) > 0,
    isChosen: (all & marks.chosen) > 0,
    isEditing: (all & marks.editing) > 0,
    isLocked: (all & marks.locked) > 0,
  }
}

/** Where the document has it, and as large as it is shown: while it is dragged, the canvas moves it from there. */
export function useDrawn(id: string): Box | null {
  const { geometry } = useCanvas()
  const subscribe = useCallback((listener: () => void) => geometry.subscribe(id, listener), [geometry, id])
  return useSyncExternalStore(subscribe, () => geometry.drawnOf(id))
}

/** Lets the canvas find the element, to move it and to give it the keyboard. */
export function useElement(id: string) {
  const { elements } = useCanvas()
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) elements.delete(id)
      else elements.set(id, element)
    },
    [elements, id],
  )
}
