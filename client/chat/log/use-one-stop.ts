import { type RefObject, useLayoutEffect } from 'react'

/** Whatever a message holds that can be pressed. */
const controls = 'a[href], button, input, [tabindex="0"]'
const row = 'article[tabindex]'

function passBy(root: Element) {
  for (const control of [root, ...root.querySelectorAll<HTMLElement>(controls)])
    if (control instanceof HTMLElement && control.matches(controls) && control.parentElement?.closest(row))
      control.tabIndex = -1
}

/** What is in a row and can be pressed, in its order. */
export const controlsOf = (article: HTMLElement): HTMLElement[] =>
  [...article.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled), [tabindex]')].filter(
    (control) => control.getClientRects().length > 0,
  )

/**
 * The log is one stop of the tab key: rows are reached by arrows, and so is what is in them, whatever that is. Done on the
 * elements, since pictures, files and voice notes come from other rooms and stand elsewhere as stops of their own.
 */
export function useOneStop(log: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const root = log.current
    if (root === null) return undefined
    passBy(root)
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) passBy(node)
    })
    observer.observe(root, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [log])
}
