import { type RefObject, useLayoutEffect, useState } from 'react'

/** As `@container chat` says in the style sheets: letters of the reader's size count, not only the width of the window. */
const narrowRem = 44

/** Whether the screen has room for one thing at a time; null until it was measured. */
export function useIsNarrow(screen: RefObject<HTMLElement | null>): boolean | null {
  const [isNarrow, setIsNarrow] = useState<boolean | null>(null)
  useLayoutEffect(() => {
    const element = screen.current
    if (!element) return undefined
    const measure = () => {
      const letterPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setIsNarrow(element.clientWidth <= narrowRem * letterPx)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [screen])
  return isNarrow
}
