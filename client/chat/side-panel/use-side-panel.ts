import { useSyncExternalStore } from 'react'
import { tabStorage } from '#client/storage.ts'
import { useMedia } from '#client/ui/use-media.ts'

const storageKey = 'chat-side-panel'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => tabStorage.get(storageKey) === 'open'

/** Whether the chat stands beside pages in this tab, and whether there is room for it. */
export function useSidePanel() {
  const isOpen = useSyncExternalStore(subscribe, read)
  const hasRoom = useMedia('(min-width: 62.5rem)')
  const setOpen = (next: boolean) => {
    tabStorage.set(storageKey, next ? 'open' : 'closed')
    listeners.forEach((listener) => listener())
  }
  return { isOpen: isOpen && hasRoom, hasRoom, setOpen }
}
