import { useEffect } from 'react'
import * as Y from 'yjs'
import type { DocumentView } from '#client/data/documents.ts'
import { forgetDocument, keepDocument } from '#client/live/kept-documents.ts'
import { nowAndThen } from '#client/live/pacing.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { SessionView } from '#client/session/session.ts'

/** All of the page is written each time: seldom enough not to be felt under the fingers. */
const everyMs = 10_000
const firstMs = 3_000

/** On one's own device the page stays readable without a line, as it was seen last. */
export function useKeepPage(live: LiveDocument | null, page: DocumentView, user: SessionView) {
  const { ydoc, isSynced = false, status } = live ?? {}
  const { id: documentId, title } = page
  useEffect(() => {
    if (status?.kind === 'gone') void forgetDocument(documentId)
  }, [status?.kind, documentId])
  useEffect(() => {
    if (ydoc === undefined || !isSynced || user.isSharedDevice) return undefined
    const keep = () =>
      void keepDocument({ documentId, userId: user.id, title, at: Date.now(), state: Y.encodeStateAsUpdate(ydoc) })
    const first = setTimeout(keep, firstMs)
    const later = nowAndThen(keep, everyMs)
    const onHidden = () => document.visibilityState === 'hidden' && keep()
    const onChange = ({ changed }: Y.Transaction) => changed.size > 0 && later.ask()
    // Not `update`: that would be written down for each change.
    ydoc.on('afterTransaction', onChange)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      clearTimeout(first)
      later.stop()
      ydoc.off('afterTransaction', onChange)
      document.removeEventListener('visibilitychange', onHidden)
    }
  }, [ydoc, isSynced, documentId, title, user.id, user.isSharedDevice])
}
