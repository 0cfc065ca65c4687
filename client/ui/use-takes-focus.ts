import { type RefObject, useEffect } from 'react'

/**
 * For what takes the place of the button that one has just pressed: the focus, which fell with it, goes on to the first of
 * these that is there, and not to the top of the page. Somebody who is elsewhere stays there.
 */
export function useTakesFocus(place: RefObject<HTMLElement | null>, wanted: string, ...next: string[]) {
  useEffect(() => {
    const { activeElement, body } = document
    if (activeElement !== null && activeElement !== body) return
    const found = [wanted, ...next].map((selector) => place.current?.querySelector<HTMLElement>(selector))
    found.find((element) => element != null)?.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it comes
  }, [])
}
