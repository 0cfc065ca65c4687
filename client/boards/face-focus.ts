import { type RefObject, useEffect, useRef } from 'react'

/** What a face is entered at: the thing or the row that the keyboard stands on, else the first that Tab comes to. */
const entries = [
  '[data-object][tabindex="0"]',
  '[data-list-row][tabindex="0"]',
  '[role="region"][tabindex="0"]',
  '[data-wall-surface] button:not([disabled])',
  'h2',
]
/** The code of a face may still be on its way, and the old one on the screen. */
const framesMost = 300

const isLost = () => document.activeElement === null || document.activeElement === document.body

/** Whether the focus is there now: the old face may still lie hidden beside the new one, and takes none. */
export function enterFace(frame: HTMLElement | null): boolean {
  for (const entry of entries.flatMap((entryOf) => [...(frame?.querySelectorAll<HTMLElement>(entryOf) ?? [])])) {
    // A heading takes the focus once it says that it does.
    if (entry.tabIndex < 0) entry.tabIndex = -1
    entry.focus()
    if (document.activeElement === entry) return true
  }
  return false
}

/** Whoever goes from the board to its list or back by key stood on something that is gone: the focus goes on in the new face. */
export function useFaceFocus(frame: RefObject<HTMLElement | null>, view: string): void {
  const before = useRef(view)
  useEffect(() => {
    if (before.current === view) return undefined
    before.current = view
    let frames = 0
    let next = 0
    const look = () => {
      frames += 1
      if (!(isLost() && enterFace(frame.current)) && frames < framesMost) next = requestAnimationFrame(look)
    }
    next = requestAnimationFrame(look)
    return () => cancelAnimationFrame(next)
  }, [frame, view])
}
