import { and, asc, count, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documentChecks, documentLog, documentQuarantine, documents, documentSnapshots } from '../schema/documents.ts'
import { appendLogRows } from './document-log.ts'

type DocumentCheck = typeof documentChecks.$inferSelect
export type CheckFault = NonNullable<DocumentCheck['fault']>

/** What the last check of a document found, or null. */
export async function findCheck(db: DbOrTx, documentId: string) {
  const [row] = await db.select().from(documentChecks).where(eq(documentChecks.documentId, documentId))
  return row ?? null
}

export async function upsertCheck(db: DbOrTx, found: DocumentCheck): Promise<void> {
  const { documentId: _, ...changes } = found
  await db.insert(documentChecks).values(found).onConflictDoUpdate({ target: documentChecks.documentId, set: changes })
}

/** Documents that were not checked since `before`, those never checked first, then the oldest check. */
export async function listUnchecked(db: DbOrTx, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .leftJoin(documentChecks, eq(documentChecks.documentId, documents.id))
    .where(sql`coalesce(${documentChecks.checkedAt}, '-infinity'::timestamptz) < ${before.toISOString()}::timestamptz`)
    .orderBy(sql`${documentChecks.checkedAt} asc nulls first`, asc(documents.id))
    .limit(limit)
  return rows.map((row) => row.id)
}

export async function countDocuments(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ count: count() }).from(documents)
  return row?.count ?? 0
}

export async function countDamaged(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ count: count() }).from(documents).where(isNotNull(documents.damagedAt))
  return row?.count ?? 0
}

/** Notes that a document is damaged. False where that was known. */
export async function updateDamaged(tx: Tx, documentId: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(documents)
    .set({ damagedAt: now })
    .where(and(eq(documents.id, documentId), isNull(documents.damagedAt)))
    .returning({ id: documents.id })
  return rows.length > 0
}

/** Keeps bytes as they were found: rows and snapshots are copied where they lie, a room's are given. */
export async function insertQuarantine(tx: Tx, kept: typeof documentQuarantine.$inferInsert): Promise<void> {
  await tx.insert(documentQuarantine).values(kept)
}

/** Moves the rows from a sequence on out of the log. */
export async function quarantineRows(
  tx: Tx,
  from: { documentId: string; epoch: number; firstSequence: number; keptAt: Date },
): Promise<number> {
  const isMeant = and(eq(documentLog.documentId, from.documentId), gte(documentLog.sequence, from.firstSequence))
  const rows = await tx.delete(documentLog).where(isMeant).returning()
  for (const row of rows) await insertQuarantine(tx, { ...row, kind: 'row', epoch: from.epoch, keptAt: from.keptAt })
  return rows.length
}

/** Takes the snapshot of a document out of use; it stays in the quarantine. */
export async function quarantineSnapshot(
  tx: Tx,
  from: { documentId: string; epoch: number; keptAt: Date },
): Promise<void> {
  const [row] = await tx.delete(documentSnapshots).where(eq(documentSnapshots.documentId, from.documentId)).returning()
  if (!row) return
  const { createdAt, ...snapshot } = row
  await insertQuarantine(tx, { ...snapshot, ...from, kind: 'snapshot', at: createdAt })
}

/** One row that stands for all from `firstSequence` on. */
export async function insertStandIn(
  tx: Tx,
  row: { documentId: string; firstSequence: number; sequence: number; at: Date; bytes: Uint8Array; crc: number },
): Promise<void> {
  const { firstSequence, ...rest } = row
  await appendLogRows(tx, [{ ...rest, authorId: null }])
  await tx
    .update(documentLog)
    .set({ firstSequence })
    .where(and(eq(documentLog.documentId, row.documentId), eq(documentLog.sequence, row.sequence)))
}

/** Bytes that are kept aside, oldest first. */
export async function listQuarantine(db: DbOrTx, documentId: string) {
  return db
    .select()
    .from(documentQuarantine)
    .where(eq(documentQuarantine.documentId, documentId))
    .orderBy(asc(documentQuarantine.id))
}
