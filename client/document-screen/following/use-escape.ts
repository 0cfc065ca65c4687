import { useEffect } from 'react'

interface EscapeOptions {
  /** Before anything else hears the key. Else only where nothing on the screen had a use for it. */
  isFirst?: boolean
}

/** Escape ends what somebody else's hand does to this screen. `null`: nothing is to be ended. */
export function useEscape(onEscape: (() => void) | null, { isFirst = false }: EscapeOptions = {}) {
  useEffect(() => {
    if (onEscape === null) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (isFirst) {
        event.preventDefault()
        event.stopPropagation()
      }
      onEscape()
    }
    document.addEventListener('keydown', onKey, { capture: isFirst })
    return () => document.removeEventListener('keydown', onKey, { capture: isFirst })
  }, [onEscape, isFirst])
}
