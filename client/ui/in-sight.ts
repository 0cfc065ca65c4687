/**
 * Bars that lie over what scrolls mark themselves with `data-covers`. What somebody writes or looks for must be seen beside
 * them, and above an on-screen keyboard.
 */

interface Sight {
  top: number
  bottom: number
}

/** A length of a style, in pixels; nothing where it is `auto`. */
const pixels = (length: string) => Number.parseFloat(length) || 0

/** What part of the window is seen, in its coordinates. */
function sight(): Sight {
  const viewport = globalThis.visualViewport
  const seen = { top: viewport?.offsetTop ?? 0, bottom: 0 }
  seen.bottom = seen.top + (viewport?.height ?? globalThis.innerHeight)
  const middle = (seen.top + seen.bottom) / 2
  for (const bar of document.querySelectorAll('[data-covers]')) {
    const { position, top: stuckAt } = getComputedStyle(bar)
    const { top, bottom, height } = bar.getBoundingClientRect()
    if (height === 0) continue
    // Where it will be once the page is scrolled, not where it is.
    if (position === 'sticky') seen.top = Math.max(seen.top, pixels(stuckAt) + height)
    else if (position === 'fixed' && top > middle) seen.bottom = Math.min(seen.bottom, top)
    else if (position === 'fixed') seen.top = Math.max(seen.top, bottom)
  }
  return seen
}

const margin = 12

/** Not gliding: the next key would measure a page that is still on its way. */
const scroll = (top: number) => globalThis.scrollBy({ top, behavior: 'instant' })

/** Scrolls the window as far as it takes to see this, and no further. */
export function bringIntoSight(rect: Sight) {
  const seen = sight()
  if (rect.bottom + margin > seen.bottom) scroll(rect.bottom + margin - seen.bottom)
  else if (rect.top - margin < seen.top) scroll(rect.top - margin - seen.top)
}

/** The height in the window at which eyes rest: a third of what is seen, from its top. */
export function thirdOfSight(): number {
  const { top, bottom } = sight()
  return top + (bottom - top) / 3
}
