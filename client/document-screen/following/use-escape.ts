import { useEffect } from 'react'

/** What lies over the screen has the first use for the key. */
const layer = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Escape ends what somebody else's hand does to this screen, also while one writes. `null`: nothing is to be ended. */
export function useEscape(onEscape: (() => void) | null) {
  useEffect(() => {
    if (onEscape === null) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector(layer) !== null) return
      event.preventDefault()
      event.stopPropagation()
      onEscape()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [onEscape])
}
