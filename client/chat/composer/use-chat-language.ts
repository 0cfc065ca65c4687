import { useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { tabStorage } from '#client/storage.ts'

const storageKey = 'chat-language'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => tabStorage.get(storageKey)

/** The language one writes in here: that of the screen until another is chosen. Goes with the session. */
export function useChatLanguage() {
  const { locale } = useMessages()
  const chosen = useSyncExternalStore(subscribe, read)
  const setLanguage = (next: string) => {
    tabStorage.set(storageKey, next)
    listeners.forEach((listener) => listener())
  }
  return { language: chosen ?? locale, setLanguage }
}
