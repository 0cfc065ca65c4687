import { and, eq, inArray, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { files } from '../schema/documents.ts'

/** Stores a picture of a document and gives its id. */
export async function insertFile(db: DbOrTx, file: typeof files.$inferInsert): Promise<string> {
  const [row] = await db.insert(files).values(file).returning({ id: files.id })
  if (!row) throw new Error('a file was inserted without a row')
  return row.id
}

/** Whose document a file is in, without its bytes; null where there is none. */
export async function findFilePlace(db: DbOrTx, fileId: string) {
  const [row] = await db
    .select({ documentId: files.documentId, type: files.type })
    .from(files)
    .where(eq(files.id, fileId))
  return row ?? null
}

/** The bytes of a file, or null. */
export async function findFileBytes(db: DbOrTx, fileId: string): Promise<Uint8Array | null> {
  const [row] = await db.select({ bytes: files.bytes }).from(files).where(eq(files.id, fileId))
  return row?.bytes ?? null
}

/** Which of these are files of this document. */
export async function listFileIds(db: DbOrTx, documentId: string, fileIds: string[]): Promise<string[]> {
  if (fileIds.length === 0) return []
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.documentId, documentId), inArray(files.id, fileIds)))
  return rows.map((row) => row.id)
}

/** Copies files into another document under new ids; the bytes never leave the database. */
export async function copyFiles(
  tx: Tx,
  copies: { fileId: string; copyId: string }[],
  documentId: string,
): Promise<void> {
  for (const { fileId, copyId } of copies)
    await tx.execute(sql`
      insert into files (id, document_id, type, bytes, width, height, uploaded_by, created_at)
      select ${copyId}::uuid, ${documentId}::uuid, type, bytes, width, height, uploaded_by, created_at
      from files where id = ${fileId}::uuid`)
}
