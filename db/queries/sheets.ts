import { and, asc, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { contributions, documents } from '../schema/documents.ts'
import { oralFiles } from '../schema/sheets.ts'

export type OralFileRow = typeof oralFiles.$inferSelect

export async function findOralFile(db: DbOrTx, projectId: string, userId: string): Promise<OralFileRow | null> {
  const [row] = await db
    .select()
    .from(oralFiles)
    .where(and(eq(oralFiles.projectId, projectId), eq(oralFiles.userId, userId)))
  return row ?? null
}

export async function upsertOralFile(tx: Tx, row: typeof oralFiles.$inferInsert): Promise<void> {
  const { projectId: _p, userId: _u, ...values } = row
  await tx
    .insert(oralFiles)
    .values(row)
    .onConflictDoUpdate({ target: [oralFiles.projectId, oralFiles.userId], set: values })
}

/** The documents of a project that this person ever changed, oldest first; templates and what was removed are none. */
export async function listWrittenDocuments(db: DbOrTx, projectId: string, userId: string) {
  return db
    .selectDistinct({
      id: documents.id,
      kind: documents.kind,
      title: documents.title,
      createdAt: documents.createdAt,
    })
    .from(contributions)
    .innerJoin(documents, eq(documents.id, contributions.documentId))
    .where(and(eq(documents.projectId, projectId), eq(contributions.userId, userId), eq(documents.isTemplate, false)))
    .orderBy(asc(documents.createdAt), asc(documents.id))
}
