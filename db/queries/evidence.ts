import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { evidence } from '../schema/applications.ts'
import { users } from '../schema/users.ts'

type EvidenceRow = typeof evidence.$inferSelect

/** What is pinned to these, with who did; what was taken back too, empty. */
export const listEvidence = (db: DbOrTx, applicationIds: string[]) =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : db
        .select({ row: evidence, pinnedBy: users.displayName })
        .from(evidence)
        .leftJoin(users, eq(users.id, evidence.pinnedBy))
        .where(inArray(evidence.applicationId, applicationIds))
        .orderBy(asc(evidence.pinnedAt), asc(evidence.id))

export async function countEvidence(db: DbOrTx, applicationId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(evidence)
    .where(and(eq(evidence.applicationId, applicationId), isNull(evidence.withdrawnAt)))
  return row?.count ?? 0
}

export async function findEvidence(db: DbOrTx, applicationId: string, id: string): Promise<EvidenceRow | null> {
  const [row] = await db
    .select()
    .from(evidence)
    .where(and(eq(evidence.applicationId, applicationId), eq(evidence.id, id)))
  return row ?? null
}

export async function insertEvidence(tx: Tx, row: typeof evidence.$inferInsert): Promise<string> {
  const [made] = await tx.insert(evidence).values(row).returning({ id: evidence.id })
  if (!made) throw new Error('evidence was inserted without a row')
  return made.id
}

/** Says what it shows. */
export async function updateEvidenceNote(tx: Tx, id: string, note: string): Promise<void> {
  await tx.update(evidence).set({ note }).where(eq(evidence.id, id))
}

/** Empties it: that it was there, and its hash, stay. */
export async function withdrawEvidence(tx: Tx, id: string, { at, why }: { at: Date; why: string }): Promise<void> {
  await tx
    .update(evidence)
    .set({ extract: null, withdrawnAt: at, withdrawnWhy: why })
    .where(and(eq(evidence.id, id), isNull(evidence.withdrawnAt)))
}

/** Every copy of an extract, which goes where the extract goes. Gives to which applications they were pinned. */
export const withdrawEvidenceOf = (tx: Tx, extractId: string, { at, why }: { at: Date; why: string }) =>
  tx
    .update(evidence)
    .set({ extract: null, withdrawnAt: at, withdrawnWhy: why })
    .where(and(eq(evidence.sourceId, extractId), isNull(evidence.withdrawnAt), isOfExtract))
    .returning({ id: evidence.id, applicationId: evidence.applicationId })

/** What went out of an extract goes out of its copies. */
export async function updateEvidenceOf(tx: Tx, extractId: string, extract: object): Promise<void> {
  await tx
    .update(evidence)
    .set({ extract })
    .where(and(eq(evidence.sourceId, extractId), isNull(evidence.withdrawnAt), isOfExtract))
}

const isOfExtract = sql`${evidence.sourceKind} <> 'collaboration'`
