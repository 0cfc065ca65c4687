import { useEffect, useState, useSyncExternalStore } from 'react'
import { holdDocument, releaseDocument } from './connections.ts'
import type { OpenDocument } from './open-document.ts'
import type { OutboxOwner } from './outbox.ts'
import { useNotices } from './use-space.ts'

const nothing = { subscribe: () => () => {}, getCalmSnapshot: () => null }

/**
 * Give an id, get the ydoc, who is there, and one status; whether the last words are saved by now says `useSaved`. Made in an effect and given back in its cleanup, so React may
 * mount twice; rights are the server's alone. Null until the first effect has run.
 */
export function useLiveDocument(
  documentId: string,
  schemaVersion: number,
  { id, outboxKey, isSharedDevice }: OutboxOwner,
) {
  const [document, setDocument] = useState<OpenDocument | null>(null)
  useEffect(() => {
    const opened = holdDocument(documentId, schemaVersion, { id, outboxKey, isSharedDevice })
    setDocument(opened)
    return () => {
      setDocument(null)
      releaseDocument(opened)
    }
  }, [documentId, schemaVersion, id, outboxKey, isSharedDevice])
  useNotices(document)
  const { subscribe, getCalmSnapshot } = document ?? nothing
  const snapshot = useSyncExternalStore(subscribe, getCalmSnapshot)
  if (document === null || snapshot === null) return null
  const { reconnect, openAfresh, removeDraft, listen, sendFleeting, getSnapshot } = document
  return { reconnect, openAfresh, removeDraft, listen, sendFleeting, subscribe, getSnapshot, ...snapshot }
}

export type LiveDocument = NonNullable<ReturnType<typeof useLiveDocument>>

/** Where the last words are: it changes twice with each key. */
export const useSaved = ({ subscribe, getSnapshot }: Pick<LiveDocument, 'subscribe' | 'getSnapshot'>) =>
  useSyncExternalStore(subscribe, () => getSnapshot().saved)
