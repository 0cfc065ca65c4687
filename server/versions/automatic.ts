import type { Db } from '#db/client.ts'
import { lockDocument } from '#db/queries/documents.ts'
import { findLastSequence } from '#db/queries/document-log.ts'
import { findLastVersion, insertVersion, type VersionRow } from '#db/queries/versions.ts'

/** Keeps the committed state as a version, unless nothing was written since the last one. Null where none was made. */
export function keepVersion(db: Db, documentId: string, now: Date): Promise<VersionRow | null> {
  return db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const sequence = await findLastSequence(tx, documentId)
    const last = await findLastVersion(tx, documentId)
    if (sequence <= (last?.sequence ?? 0)) return null
    return insertVersion(tx, { documentId, sequence, kind: 'automatic', createdAt: now })
  })
}
