import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { DocumentView } from '#client/data/documents.ts'

/** Offline one goes on writing with the right one had; what the server takes, it decides when the line is back. */
export function mayWriteNow({ status, identity, isSynced, isCurrent, isFull }: LiveDocument, page: DocumentView) {
  const isOpen = ['live', 'offline', 'connecting'].includes(status.kind)
  return isOpen && isSynced && isCurrent && !isFull && page.can.write && identity?.access !== 'read'
}
