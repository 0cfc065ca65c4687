import { useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'

const storageKey = 'chat-language'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => sessionStorage.getItem(storageKey)

/** The language one writes in here: that of the screen until another is chosen. Goes with the session. */
export function useChatLanguage() {
  const { locale } = useMessages()
  const chosen = useSyncExternalStore(subscribe, read)
  const setLanguage = (next: string) => {
    sessionStorage.setItem(storageKey, next)
    listeners.forEach((listener) => listener())
  }
  return { language: chosen ?? locale, setLanguage }
}
