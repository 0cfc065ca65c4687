import { deletesOf } from '#collab/relay/deletes.ts'
import { walked } from '#collab/relay/update.ts'
import type { DbOrTx } from '#db/client.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { listContributions } from '#db/queries/contributions.ts'
import type { Deps } from '../context.ts'
import { checkBytes } from '../documents/integrity.ts'

/* What a document was at a point of its log, and what happened between two points. Nothing here is garbage collected. */

/** Whole state at a sequence: the snapshot where it is not younger, and the rows since. */
export async function stateAt(
  { db, folding }: Pick<Deps, 'db' | 'folding'>,
  documentId: string,
  sequence: number,
): Promise<Uint8Array> {
  const snapshot = await findSnapshot(db, documentId, sequence)
  if (snapshot) checkBytes(snapshot, 'snapshot')
  const rows = await listLogRows(db, documentId, { after: snapshot?.sequence ?? 0, upTo: sequence })
  for (const row of rows) checkBytes(row, 'row')
  const { bytes } = await folding.fold([...(snapshot ? [snapshot] : []), ...rows].map((row) => row.bytes))
  return bytes
}

export interface Deletion {
  clientId: number
  clock: number
  length: number
  /** Null where that person is gone. */
  userId: string | null
}

/** What was deleted by whom after one point, given as the state there, up to another. */
export async function deletionsBetween(
  db: DbOrTx,
  documentId: string,
  from: { sequence: number; state: Uint8Array },
  upTo: number,
): Promise<Deletion[]> {
  // A client that comes back sends all deletes it knows: only those that are new here are its author's.
  const known = deletesOf(walked(from.state).walk.deletes)
  const rows = await listLogRows(db, documentId, { after: from.sequence, upTo })
  return rows.flatMap((row) => {
    const { deletes } = walked(row.bytes).walk
    // A row's own ranges do not overlap.
    const fresh = known.missingOf(deletes)
    known.addAll(deletes)
    return fresh.map(({ client, clock, length }) => ({ clientId: client, clock, length, userId: row.authorId }))
  })
}

/** Yjs client ids of a document and whose they are. Of people who are gone nothing is said. */
export async function authorsOf(db: DbOrTx, documentId: string): Promise<Record<string, string>> {
  const rows = await listContributions(db, documentId)
  return Object.fromEntries(rows.flatMap((row) => (row.userId === null ? [] : [[String(row.clientId), row.userId]])))
}
