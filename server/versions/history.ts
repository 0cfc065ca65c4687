import type { DbOrTx } from '#db/client.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { listContributions } from '#db/queries/contributions.ts'
import { listAudiences } from '#db/queries/versions.ts'
import type { DocumentGrantFacts } from '../access/grants.ts'
import type { Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { checkRows, checkStored } from '../content/integrity.ts'

/* What a document was at a point of its log, and what happened between two points. Nothing here is garbage collected. */

/** The same, or null where that point of the log is kept aside as damaged. */
export async function stateAtIfKept(...asked: Parameters<typeof stateAt>): Promise<Uint8Array | null> {
  try {
    return await stateAt(...asked)
  } catch (error) {
    if (error instanceof AppError && error.reason === 'version_damaged') return null
    throw error
  }
}

/** Whole state at a sequence: the snapshot where it is not younger and has what was deleted, and the rows since. */
export async function stateAt(
  { db, folding }: Pick<Deps, 'db' | 'folding'>,
  documentId: string,
  sequence: number,
): Promise<Uint8Array> {
  const found = await findSnapshot(db, documentId, sequence)
  const snapshot = found?.isPresentOnly === true ? null : found
  const rows = await listLogRows(db, documentId, { after: snapshot?.sequence ?? 0, upTo: sequence })
  checkStored(documentId, snapshot, rows)
  // A version stands at a row. Where that went into the quarantine, the rows before it would be another state.
  if ((rows.at(-1)?.sequence ?? snapshot?.sequence ?? 0) !== sequence) throw new AppError('conflict', 'version_damaged')
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

/** The rows of the log after one point and up to another. */
export async function rowsBetween({ db }: Pick<Deps, 'db'>, documentId: string, after: number, upTo: number) {
  const rows = await listLogRows(db, documentId, { after, upTo })
  checkRows(documentId, rows)
  return rows
}

/** Whose each of these Yjs client ids of a document is. Of people who are gone nothing is said. */
export async function authorsOf(
  db: DbOrTx,
  documentId: string,
  clientIds: ReadonlySet<number>,
): Promise<Record<string, string>> {
  const rows = (await listContributions(db, documentId)).filter((row) => clientIds.has(row.clientId))
  return Object.fromEntries(rows.flatMap((row) => (row.userId === null ? [] : [[String(row.clientId), row.userId]])))
}

/**
 * The last row of the log that was written for an audience without the holder of this grant: what was written up to there
 * stays with those it was written for, and only what is still there is shown.
 */
export async function historySince(
  db: DbOrTx,
  grant: Pick<DocumentGrantFacts, 'documentId' | 'wasIn'>,
): Promise<number> {
  const audiences = await listAudiences(db, grant.documentId)
  return Math.max(0, ...audiences.filter((one) => !grant.wasIn(one)).map(({ upToSequence }) => upToSequence))
}
