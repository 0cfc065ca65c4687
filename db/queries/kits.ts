import { and, asc, count, desc, eq, inArray, or, sql, sum } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { contributions } from '../schema/documents.ts'
import { kitCopies, kitFiles, kits } from '../schema/kits.ts'
import { users } from '../schema/users.ts'

export type KitRow = typeof kits.$inferSelect
export type NewKit = Omit<typeof kits.$inferInsert, 'id'>

const mayRead = (schoolId: string) => or(eq(kits.schoolId, schoolId), eq(kits.audience, 'everybody'))

/** What teachers of a school may copy, the newest first. */
export async function listKits(db: DbOrTx, schoolId: string): Promise<KitRow[]> {
  return db.select().from(kits).where(mayRead(schoolId)).orderBy(desc(kits.createdAt), desc(kits.id)).limit(500)
}

/** Null where it is not there for teachers of this school. */
export async function findKit(db: DbOrTx, kitId: string, schoolId: string): Promise<KitRow | null> {
  const [row] = await db
    .select()
    .from(kits)
    .where(and(eq(kits.id, kitId), mayRead(schoolId)))
  return row ?? null
}

export async function countKits(db: DbOrTx, schoolId: string): Promise<number> {
  const [row] = await db.select({ count: count() }).from(kits).where(eq(kits.schoolId, schoolId))
  return row?.count ?? 0
}

export async function insertKit(tx: Tx, kit: NewKit): Promise<string> {
  const [row] = await tx.insert(kits).values(kit).returning({ id: kits.id })
  if (!row) throw new Error('a kit was inserted without a row')
  return row.id
}

/** What it says, once the files it shows have ids of their own. */
export async function updateKitContent(tx: Tx, kitId: string, content: object): Promise<void> {
  await tx.update(kits).set({ content }).where(eq(kits.id, kitId))
}

export async function deleteKit(tx: Tx, kitId: string): Promise<void> {
  await tx.delete(kits).where(eq(kits.id, kitId))
}

/** In which of these documents somebody wrote who is no member of staff, or of whom nobody knows any more. */
export async function listWithPupilsWork(db: DbOrTx, documentIds: readonly string[]): Promise<Set<string>> {
  if (documentIds.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ id: contributions.documentId })
    .from(contributions)
    .leftJoin(users, eq(users.id, contributions.userId))
    .where(and(inArray(contributions.documentId, [...documentIds]), sql`${users.kind} is distinct from 'staff'`))
  return new Set(rows.map(({ id }) => id))
}

export async function insertKitCopy(tx: Tx, copy: typeof kitCopies.$inferInsert): Promise<void> {
  await tx.insert(kitCopies).values(copy)
}

/** What a project began with, the first first. */
export async function listKitCopies(db: DbOrTx, projectId: string) {
  return db.select().from(kitCopies).where(eq(kitCopies.projectId, projectId)).orderBy(asc(kitCopies.copiedAt))
}

interface Copied {
  fileId: string
  copyId: string
}

/** Copies files of documents into a kit; the bytes never leave the database. */
export async function copyFilesIntoKit(tx: Tx, kitId: string, copies: readonly Copied[]): Promise<void> {
  for (const { fileId, copyId } of copies)
    await tx.execute(sql`
      insert into kit_files (id, kit_id, kind, type, name, bytes, size, width, height, duration_ms)
      select ${copyId}::uuid, ${kitId}::uuid, kind, type, name, bytes, size, width, height, duration_ms
      from files where id = ${fileId}::uuid`)
}

/** Ids of the files of a kit. */
export async function listKitFileIds(db: DbOrTx, kitId: string): Promise<string[]> {
  const rows = await db.select({ id: kitFiles.id }).from(kitFiles).where(eq(kitFiles.kitId, kitId))
  return rows.map(({ id }) => id)
}

/** Bytes of all files of a kit. */
export async function sumKitFiles(db: DbOrTx, kitId: string): Promise<number> {
  const [row] = await db
    .select({ size: sum(kitFiles.size).mapWith(Number) })
    .from(kitFiles)
    .where(eq(kitFiles.kitId, kitId))
  return row?.size ?? 0
}

interface CopyPlace {
  projectId: string
  documentId: string
  uploadedBy: string
  createdAt: Date
}

/** Copies files of a kit into a document, whose files they are then. */
export async function copyFilesOutOfKit(tx: Tx, place: CopyPlace, copies: readonly Copied[]): Promise<void> {
  const { projectId, documentId, uploadedBy, createdAt } = place
  for (const { fileId, copyId } of copies)
    await tx.execute(sql`
      insert into files (id, project_id, document_id, kind, type, name, bytes, size, width, height, duration_ms, uploaded_by, created_at)
      select ${copyId}::uuid, ${projectId}::uuid, ${documentId}::uuid, kind, type, name, bytes, size, width, height, duration_ms,
        ${uploadedBy}::uuid, ${createdAt.toISOString()}::timestamptz
      from kit_files where id = ${fileId}::uuid`)
}
