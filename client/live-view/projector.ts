import { useEffect, useState } from 'react'
import { deviceStorage } from '#client/storage.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'

const key = 'live-projector'

/** For a class to look at: no names, and nothing of who is lost or slow. This device keeps it. */
export function useProjector() {
  const [isOn, setIsOn] = useState(() => deviceStorage.get(key) === 'on')
  useRootMark('screen', isOn ? 'projector' : null)
  const toggle = () => {
    if (isOn) deviceStorage.remove(key)
    else deviceStorage.set(key, 'on')
    setIsOn(!isOn)
  }
  return { isOn, toggle }
}

/** Null where the browser has none. */
export function useFullScreen() {
  const [isFull, setIsFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => {
    const look = () => setIsFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  if (!document.fullscreenEnabled) return null
  // The browser may refuse; then everything stays as it is.
  const change = () => (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen())
  return { isFull, toggle: () => void change().catch(() => {}) }
}
