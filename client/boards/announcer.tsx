import { useSyncExternalStore } from 'react'

/** Words for a screen reader: the last ones said stand in a live region. */
export function createAnnouncer() {
  const listeners = new Set<() => void>()
  let words = ''
  return {
    announce(text: string) {
      // The same words twice are said twice: a region that does not change is not read.
      words = text === words ? `${text}\u00a0` : text
      listeners.forEach((listener) => listener())
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getSnapshot: () => words,
  }
}

type AnnouncerSource = ReturnType<typeof createAnnouncer>

export function Announcer({ source }: { source: AnnouncerSource }) {
  const words = useSyncExternalStore(source.subscribe, source.getSnapshot)
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  )
}
