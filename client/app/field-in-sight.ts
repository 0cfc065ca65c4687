import { useEffect } from 'react'
import { frames } from '#client/live/pacing.ts'
import { bringIntoSight } from '#client/ui/in-sight.ts'

/** What keeps itself in sight: words on a canvas, which moves instead of scrolling. */
const own = '[data-keeps-in-sight]'

function showField() {
  const field = document.activeElement
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
  if (!isField || field.closest(own) !== null) return
  field.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  bringIntoSight(field.getBoundingClientRect())
}

/** A keyboard that comes up takes half of the window: the field that it was called for stays in the other half. */
export function useFieldInSight() {
  useEffect(() => {
    const viewport = globalThis.visualViewport
    const frame = frames(showField)
    viewport?.addEventListener('resize', frame.ask)
    return () => {
      frame.stop()
      viewport?.removeEventListener('resize', frame.ask)
    }
  }, [])
}
