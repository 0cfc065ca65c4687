import { useSyncExternalStore } from 'react'

const storageKey = 'chat-enter-sends'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => localStorage.getItem(storageKey) === 'yes'

/** Whether Enter alone sends, on this device. Ctrl+Enter and Cmd+Enter always do. */
export function useEnterSends() {
  const enterSends = useSyncExternalStore(subscribe, read)
  const setEnterSends = (next: boolean) => {
    localStorage.setItem(storageKey, next ? 'yes' : 'no')
    listeners.forEach((listener) => listener())
  }
  return { enterSends, setEnterSends }
}
