import { useBlocker } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** Whether the browser has put this screen before a printer. Which button was pressed there it tells nobody. */
export function useHasPrinted(): boolean {
  const [hasPrinted, setHasPrinted] = useState(false)
  useEffect(() => {
    const note = () => setHasPrinted(true)
    globalThis.addEventListener('afterprint', note)
    return () => globalThis.removeEventListener('afterprint', note)
  }, [])
  return hasPrinted
}

interface Held {
  /** What would be lost is still here. */
  isHeld: boolean
  /** What the button of the screen itself does. */
  onLeave: () => void
}

/** Asks before a screen is left: by its own button, by any link, by Back; by closing the tab in the browser's words. */
export function useLeaving({ isHeld, onLeave }: Held) {
  const [isAsked, setIsAsked] = useState(false)
  const blocker = useBlocker({ shouldBlockFn: () => isHeld, enableBeforeUnload: () => isHeld, withResolver: true })
  return {
    isAsked: isAsked || blocker.status === 'blocked',
    leave: () => (isHeld ? setIsAsked(true) : onLeave()),
    stay() {
      setIsAsked(false)
      blocker.reset?.()
    },
    confirm: () => (blocker.status === 'blocked' ? blocker.proceed() : onLeave()),
  }
}
