import { useSyncExternalStore } from 'react'
import { deviceStorage } from '#client/storage.ts'

const storageKey = 'chat-enter-sends'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => deviceStorage.get(storageKey)

/** Whether Enter alone sends, on this device, and whether anybody has said so. Ctrl+Enter and Cmd+Enter always do. */
export function useEnterSends() {
  const chosen = useSyncExternalStore(subscribe, read)
  const setEnterSends = (next: boolean) => {
    deviceStorage.set(storageKey, next ? 'yes' : 'no')
    listeners.forEach((listener) => listener())
  }
  return { enterSends: chosen === 'yes', isChosen: chosen !== null, setEnterSends }
}
