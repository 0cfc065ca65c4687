import { crcOf } from '#collab/relay/crc.ts'
import { findSnapshot, listLogRows, updateRowBytes, updateSnapshotBytes } from '#db/queries/document-log.ts'
import { lockDocument } from '#db/queries/documents.ts'
import type { Deps } from '../kit/context.ts'
import { checkRows, checkStored } from '../content/integrity.ts'

/**
 * Writes rows and snapshot of a document anew, where `rewrite` changes them. Throws `Damaged` where they are not what was
 * stored: then nothing is written, since a fresh sum would hide it.
 */
export function rewriteLog(
  { db }: Pick<Deps, 'db'>,
  documentId: string,
  rewrite: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  return db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const rows = await listLogRows(tx, documentId)
    const snapshot = await findSnapshot(tx, documentId)
    checkStored(documentId, snapshot, [])
    checkRows(documentId, rows)
    for (const { sequence, bytes } of rows) {
      const next = rewrite(bytes)
      if (next !== bytes) await updateRowBytes(tx, { documentId, sequence, bytes: next, crc: crcOf(next, sequence) })
    }
    const next = snapshot && rewrite(snapshot.bytes)
    if (snapshot && next && next !== snapshot.bytes)
      await updateSnapshotBytes(tx, { documentId, bytes: next, crc: crcOf(next, snapshot.sequence) })
  })
}
