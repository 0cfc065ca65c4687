import { useEffect } from 'react'
import type { Canvas } from './canvas.ts'

const isLost = () => document.activeElement === null || document.activeElement === document.body

/** A button that goes, or that is off from now on, takes the focus with it. */
const isGone = (target: EventTarget | null) =>
  target instanceof Element && (!target.isConnected || target.closest(':disabled') !== null)

/** Where what one has pressed is gone with what it did (choices of a tool, undo), the focus goes on to the board. */
export function useLostFocus(canvas: Canvas): void {
  useEffect(() => {
    const onPress = ({ target }: Event) => {
      // One frame for React to draw, one for whatever gives the focus back by itself.
      const look = () => {
        if (isLost() && isGone(target)) canvas.focus(canvas.selection.getCurrent())
      }
      requestAnimationFrame(() => requestAnimationFrame(look))
    }
    document.addEventListener('keydown', onPress, { capture: true })
    document.addEventListener('click', onPress, { capture: true })
    return () => {
      document.removeEventListener('keydown', onPress, { capture: true })
      document.removeEventListener('click', onPress, { capture: true })
    }
  }, [canvas])
}
