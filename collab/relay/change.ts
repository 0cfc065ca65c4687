import * as Y from 'yjs'
import { openDocument } from './update.ts'

/** What a change by the server brings to a document given as updates, written under this client id; null where nothing. */
export function changeOf(parts: Uint8Array[], clientId: number, change: (ydoc: Y.Doc) => void): Uint8Array | null {
  const ydoc = openDocument(parts)
  ydoc.clientID = clientId
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  try {
    ydoc.transact(() => change(ydoc), 'server')
  } finally {
    ydoc.destroy()
  }
  return updates.length === 0 ? null : Y.mergeUpdates(updates)
}
