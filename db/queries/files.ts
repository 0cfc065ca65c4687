import { and, eq, getTableColumns, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { files } from '../schema/files.ts'
import { messageFiles } from '../schema/message-files.ts'

export type NewFile = typeof files.$inferInsert

/** Stores a file and gives its id; null where the same upload is there already. */
export async function insertFile(db: DbOrTx, file: NewFile): Promise<string | null> {
  const [row] = await db.insert(files).values(file).onConflictDoNothing().returning({ id: files.id })
  return row?.id ?? null
}

/** What this person's upload under this key became in this document or channel; null where there is none. */
export async function findUpload(
  db: DbOrTx,
  of: { userId: string; key: string; place: { documentId: string } | { channelId: string } },
) {
  const isThere =
    'documentId' in of.place ? eq(files.documentId, of.place.documentId) : eq(files.channelId, of.place.channelId)
  const { bytes: _bytes, ...columns } = getTableColumns(files)
  const [row] = await db
    .select(columns)
    .from(files)
    .where(and(eq(files.uploadedBy, of.userId), eq(files.uploadKey, of.key), isThere))
  return row ?? null
}

/** What there is to know of a file without its bytes; null where there is none. */
export async function findFile(db: DbOrTx, fileId: string) {
  const [row] = await db
    .select({
      documentId: files.documentId,
      channelId: files.channelId,
      withheldAt: files.withheldAt,
      pendingAt: files.pendingAt,
      uploadedBy: files.uploadedBy,
      durationMs: files.durationMs,
      kind: files.kind,
      type: files.type,
      name: files.name,
      size: files.size,
      projectId: files.projectId,
      createdAt: files.createdAt,
    })
    .from(files)
    .where(eq(files.id, fileId))
  return row ?? null
}

/** The message that brought this file along, or null where none did. */
export async function findMessageOfFile(db: DbOrTx, fileId: string): Promise<string | null> {
  const [row] = await db
    .select({ messageId: messageFiles.messageId })
    .from(messageFiles)
    .where(eq(messageFiles.fileId, fileId))
  return row?.messageId ?? null
}

/** Bytes of a file from one to before another, both within it; null where there is no such file. */
export async function findFileBytes(
  db: DbOrTx,
  fileId: string,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array | null> {
  const part = sql<Uint8Array>`substring(${files.bytes} from ${from + 1} for ${to - from})`
  const [row] = await db.select({ bytes: part }).from(files).where(eq(files.id, fileId))
  return row?.bytes ?? null
}

/**
 * How many bytes of files a project holds, and how many of those are this person's. Uploads into the project wait for one
 * another until the transaction ends, so that two at once are not both the last that fits.
 */
export async function lockFileSizes(tx: Tx, projectId: string, userId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`files ${projectId}`}, 0))`)
  const copied = sql`select coalesce(sum(f.size), 0) from extract_files as f
    join extracts as e on e.id = f.extract_id where e.project_id = ${projectId}`
  const [row] = await tx
    .select({
      project: sql<number>`coalesce(sum(${files.size}), 0) + (${copied})`.mapWith(Number),
      own: sql<number>`coalesce(sum(${files.size}) filter (where ${files.uploadedBy} = ${userId}), 0)`.mapWith(Number),
    })
    .from(files)
    .where(eq(files.projectId, projectId))
  return row ?? { project: 0, own: 0 }
}

/** Which of these are files of this channel that this person put there. */
export async function listChannelFiles(db: DbOrTx, of: { channelId: string; userId: string }, fileIds: string[]) {
  if (fileIds.length === 0) return []
  const { bytes: _bytes, ...columns } = getTableColumns(files)
  return db
    .select(columns)
    .from(files)
    .where(and(eq(files.channelId, of.channelId), eq(files.uploadedBy, of.userId), inArray(files.id, fileIds)))
}

/** Keeps files of a document from all but their owners and those who moderate there, or (null) gives them back. */
export async function updateFilesWithheld(
  db: DbOrTx,
  documentId: string,
  fileIds: string[],
  withheldAt: Date | null,
): Promise<void> {
  if (fileIds.length === 0) return
  await db
    .update(files)
    .set({ withheldAt })
    .where(and(eq(files.documentId, documentId), inArray(files.id, fileIds)))
}

/** Files of a document that nothing in it shows any more; `isWithheld`: only those that nobody was given back. */
export async function deleteFiles(
  db: DbOrTx,
  documentId: string,
  fileIds: string[],
  { isWithheld = false } = {},
): Promise<void> {
  if (fileIds.length === 0) return
  const those = and(eq(files.documentId, documentId), inArray(files.id, fileIds))
  await db.delete(files).where(isWithheld ? and(those, isNotNull(files.withheldAt)) : those)
}

/** Which of these are files of this document that do not wait beside it. */
export async function listFileIds(db: DbOrTx, documentId: string, fileIds: string[]): Promise<string[]> {
  if (fileIds.length === 0) return []
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.documentId, documentId), inArray(files.id, fileIds), isNull(files.pendingAt)))
  return rows.map((row) => row.id)
}

/** How large those of these are that lie open in a document or a channel: nothing that is withheld, or waits. */
export async function listFileSizes(
  db: DbOrTx,
  place: { documentId: string } | { channelId: string },
  fileIds: string[],
): Promise<Map<string, number>> {
  if (fileIds.length === 0) return new Map()
  const rows = await db
    .select({ id: files.id, size: files.size })
    .from(files)
    .where(
      and(
        'documentId' in place ? eq(files.documentId, place.documentId) : eq(files.channelId, place.channelId),
        inArray(files.id, fileIds),
        isNull(files.withheldAt),
        isNull(files.pendingAt),
      ),
    )
  return new Map(rows.map(({ id, size }) => [id, size]))
}

interface OwnFiles {
  documentId: string
  userId: string
  fileIds: string[]
}

const areOwn = ({ documentId, userId, fileIds }: OwnFiles) =>
  and(eq(files.documentId, documentId), eq(files.uploadedBy, userId), inArray(files.id, fileIds))

/** Which of these this person has put into this document, and wait for nothing. */
export async function listOwnFileIds(db: DbOrTx, own: OwnFiles): Promise<string[]> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(and(areOwn(own), isNull(files.pendingAt)))
  return rows.map((row) => row.id)
}

/** Lets those of a person's files in a document wait, or (null) wait no longer. */
export async function updateFilesPending(db: DbOrTx, own: OwnFiles, pendingAt: Date | null): Promise<void> {
  if (own.fileIds.length === 0) return
  await db.update(files).set({ pendingAt }).where(areOwn(own))
}

/** Copies files into another document, and its project, under new ids; the bytes never leave the database. */
export async function copyFiles(
  tx: Tx,
  copies: { fileId: string; copyId: string }[],
  documentId: string,
): Promise<void> {
  for (const { fileId, copyId } of copies)
    await tx.execute(sql`
      insert into files (id, project_id, document_id, kind, type, name, bytes, size, width, height, duration_ms, uploaded_by, created_at)
      select ${copyId}::uuid, (select project_id from documents where id = ${documentId}::uuid), ${documentId}::uuid, kind, type, name, bytes, size, width, height, duration_ms, uploaded_by, created_at
      from files where id = ${fileId}::uuid`)
}
