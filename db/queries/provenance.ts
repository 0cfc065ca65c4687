import { and, eq, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documentLog, documentProvenance } from '../schema/documents.ts'

type Provenance = typeof documentProvenance.$inferSelect

/** What was kept of who typed the letters of a document, or null. */
export async function findProvenance(db: DbOrTx, documentId: string): Promise<Provenance | null> {
  const [row] = await db.select().from(documentProvenance).where(eq(documentProvenance.documentId, documentId))
  return row ?? null
}

export async function upsertProvenance(tx: Tx, kept: Provenance): Promise<void> {
  const { documentId: _, ...changes } = kept
  await tx
    .insert(documentProvenance)
    .values(kept)
    .onConflictDoUpdate({ target: documentProvenance.documentId, set: changes })
}

/** Bytes of a document's rows up to a sequence. */
export async function sumLogBytes(db: DbOrTx, documentId: string, upTo: number): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<string | null>`sum(octet_length(${documentLog.bytes}))` })
    .from(documentLog)
    .where(and(eq(documentLog.documentId, documentId), lte(documentLog.sequence, upTo)))
  return Number(row?.bytes ?? 0)
}
