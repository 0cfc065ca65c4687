import { type RefObject, useEffect, useState } from 'react'

const takesFocus = 'button, a[href], p[tabindex]'

/**
 * A button that becomes another one while it has the focus, as "freeze" becomes "let go on": the keyboard stays with what
 * stands there now, and does not fall to the top of the page. Of a list it stays with the same `data-part`, wherever that
 * stands by then. Words that take a button's place have the focus where they may have it.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  // It may come later than the component, once there is something to show.
  // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- after each drawing it is looked whether it is there
  useEffect(() => setBox(place.current))
  useEffect(() => {
    if (box === null) return undefined
    let isHere = false
    let part: string | undefined
    const note = ({ target }: Event) => {
      isHere = target instanceof Node && box.contains(target)
      part = target instanceof Element ? target.closest<HTMLElement>('[data-part]')?.dataset.part : undefined
    }
    const keep = () => {
      const { activeElement, body } = document
      if (!isHere || (activeElement !== null && activeElement !== body)) return
      const same = part === undefined ? null : box.querySelector(`[data-part="${CSS.escape(part)}"]`)
      ;(same ?? box).querySelector<HTMLElement>(takesFocus)?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(keep)
    observer.observe(box, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [box])
}
