import { and, asc, eq, gt, gte, inArray, lt, lte, max } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documentLog, documentSnapshots } from '../schema/documents.ts'

export type LogRowInsert = typeof documentLog.$inferInsert

/** Adds rows to the log. Throws where another writer has taken one of the sequences. */
export async function insertLogRows(tx: Tx, rows: LogRowInsert[]): Promise<void> {
  if (rows.length > 0) await tx.insert(documentLog).values(rows)
}

/** Rows after one sequence up to another, both optional, in order. */
export async function listLogRows(db: DbOrTx, documentId: string, range: { after?: number; upTo?: number } = {}) {
  return db
    .select()
    .from(documentLog)
    .where(
      and(
        eq(documentLog.documentId, documentId),
        range.after === undefined ? undefined : gt(documentLog.sequence, range.after),
        range.upTo === undefined ? undefined : lte(documentLog.sequence, range.upTo),
      ),
    )
    .orderBy(asc(documentLog.sequence))
}

/** Sequence of the last committed row, 0 for none. */
export async function findLastSequence(db: DbOrTx, documentId: string): Promise<number> {
  const [row] = await db
    .select({ sequence: max(documentLog.sequence) })
    .from(documentLog)
    .where(eq(documentLog.documentId, documentId))
  return row?.sequence ?? 0
}

/** The fold of the log, or null where there is none or it goes beyond `upTo`. */
export async function findSnapshot(db: DbOrTx, documentId: string, upTo = Number.MAX_SAFE_INTEGER) {
  const [row] = await db
    .select()
    .from(documentSnapshots)
    .where(and(eq(documentSnapshots.documentId, documentId), lte(documentSnapshots.sequence, upTo)))
  return row ?? null
}

/** Stores a fold of the log; an older one than is stored is left aside. */
export async function upsertSnapshot(
  db: DbOrTx,
  snapshot: { documentId: string; sequence: number; bytes: Uint8Array; crc: number; createdAt: Date },
): Promise<void> {
  const { documentId: _, ...changes } = snapshot
  await db
    .insert(documentSnapshots)
    .values(snapshot)
    .onConflictDoUpdate({
      target: documentSnapshots.documentId,
      set: changes,
      setWhere: lt(documentSnapshots.sequence, snapshot.sequence),
    })
}

/** Puts one row in the place of a run: the last of the run keeps its sequence and takes the bytes of all. */
export async function replaceRun(
  tx: Tx,
  run: { documentId: string; folded: number[]; sequence: number; bytes: Uint8Array; crc: number },
): Promise<void> {
  const inDocument = eq(documentLog.documentId, run.documentId)
  await tx.delete(documentLog).where(and(inDocument, inArray(documentLog.sequence, run.folded)))
  await tx
    .update(documentLog)
    .set({ bytes: run.bytes, crc: run.crc })
    .where(and(inDocument, eq(documentLog.sequence, run.sequence)))
}

/** Documents that were written in between two times. */
export async function listDocumentsWritten(db: DbOrTx, from: Date, to: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ documentId: documentLog.documentId })
    .from(documentLog)
    .where(and(gte(documentLog.at, from), lt(documentLog.at, to)))
  return rows.map((row) => row.documentId)
}
