import { and, asc, desc, eq, isNotNull, lt, or } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documentAudiences, documentLog, versions } from '../schema/documents.ts'

export type VersionRow = typeof versions.$inferSelect

/** Versions of a document, oldest first. */
export async function listVersions(db: DbOrTx, documentId: string) {
  return db
    .select()
    .from(versions)
    .where(eq(versions.documentId, documentId))
    .orderBy(asc(versions.sequence), asc(versions.createdAt), asc(versions.id))
}

/** Sequence and author of every row of the log, without its bytes: who wrote between two versions. */
export async function listLogAuthors(db: DbOrTx, documentId: string) {
  return db
    .select({ sequence: documentLog.sequence, authorId: documentLog.authorId })
    .from(documentLog)
    .where(and(eq(documentLog.documentId, documentId), isNotNull(documentLog.authorId)))
    .orderBy(asc(documentLog.sequence))
}

/** For whom a document was before it was moved, each with the last row of the log that was written for them. */
export async function listAudiences(db: DbOrTx, documentId: string) {
  return db
    .select({
      upToSequence: documentAudiences.upToSequence,
      access: documentAudiences.access,
      groupId: documentAudiences.groupId,
    })
    .from(documentAudiences)
    .where(eq(documentAudiences.documentId, documentId))
}

export async function insertAudience(tx: Tx, audience: typeof documentAudiences.$inferInsert): Promise<void> {
  await tx.insert(documentAudiences).values(audience)
}

export async function findVersion(db: DbOrTx, versionId: string) {
  const [row] = await db.select().from(versions).where(eq(versions.id, versionId))
  return row ?? null
}

/** The newest version of a document, or null. */
export async function findLastVersion(db: DbOrTx, documentId: string) {
  const [row] = await db
    .select()
    .from(versions)
    .where(eq(versions.documentId, documentId))
    .orderBy(desc(versions.sequence), desc(versions.createdAt), desc(versions.id))
    .limit(1)
  return row ?? null
}

/** The version before this one in the order of `listVersions`, or null. */
export async function findVersionBefore(db: DbOrTx, version: VersionRow) {
  const [row] = await db
    .select()
    .from(versions)
    .where(
      and(
        eq(versions.documentId, version.documentId),
        or(
          lt(versions.sequence, version.sequence),
          and(eq(versions.sequence, version.sequence), lt(versions.createdAt, version.createdAt)),
        ),
      ),
    )
    .orderBy(desc(versions.sequence), desc(versions.createdAt), desc(versions.id))
    .limit(1)
  return row ?? null
}

export async function insertVersion(tx: Tx, version: typeof versions.$inferInsert): Promise<VersionRow> {
  const [row] = await tx.insert(versions).values(version).returning()
  if (!row) throw new Error('a version was inserted without a row')
  return row
}

/** Gives an automatic version a name and with it an author. */
export async function updateVersionName(
  tx: Tx,
  versionId: string,
  named: { name: string; createdBy: string },
): Promise<VersionRow> {
  const [row] = await tx
    .update(versions)
    .set({ kind: 'named', ...named })
    .where(eq(versions.id, versionId))
    .returning()
  if (!row) throw new Error('a version vanished while it was named')
  return row
}
