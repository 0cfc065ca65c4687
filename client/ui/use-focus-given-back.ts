import { useLayoutEffect, useRef } from 'react'

/**
 * For what comes over a screen and goes by a button of its own: who pressed that is again where they were when it came, and
 * not at the top of the page. Somebody who is elsewhere stays there.
 */
export function useFocusGivenBack() {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = place
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && current?.contains(document.activeElement) === true)
        before.focus({ preventScroll: true })
    }
  }, [])
  return place
}
