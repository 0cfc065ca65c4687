import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Connection } from './connection.ts'
import { holdDocument, releaseDocument } from './connections.ts'
import type { OutboxOwner } from './outbox.ts'
import { useNotices } from './use-space.ts'

const nothing = { subscribe: () => () => {}, getSnapshot: () => null }

/**
 * Give an id, get the ydoc, who is there, and one status. Made in an effect and given back in its cleanup, so React may
 * mount twice; rights are the server's alone. Null until the first effect has run.
 */
export function useLiveDocument(
  documentId: string,
  schemaVersion: number,
  { id, outboxKey, isSharedDevice }: OutboxOwner,
) {
  const [connection, setConnection] = useState<Connection | null>(null)
  const [beginning, setBeginning] = useState(0)
  useEffect(() => {
    const opened = holdDocument(documentId, schemaVersion, { id, outboxKey, isSharedDevice })
    setConnection(opened)
    return () => {
      setConnection(null)
      releaseDocument(opened)
    }
  }, [documentId, schemaVersion, id, outboxKey, isSharedDevice, beginning])
  useNotices(connection)
  const { subscribe, getSnapshot } = connection ?? nothing
  const snapshot = useSyncExternalStore(subscribe, getSnapshot)
  if (connection === null || snapshot === null) return null
  const { ydoc, awareness, reconnect, discard } = connection
  /** Gives up what the server refused, and begins with the document as the server has it: a new ydoc. */
  const openAfresh = () => {
    discard()
    setBeginning((before) => before + 1)
  }
  return { ydoc, awareness, reconnect, openAfresh, ...snapshot }
}

export type LiveDocument = NonNullable<ReturnType<typeof useLiveDocument>>
