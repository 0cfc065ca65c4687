import { and, count, desc, eq, exists, inArray, lt, ne, not, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { extractAuthors, extractFiles, extracts } from '../schema/extracts.ts'

export type ExtractRow = typeof extracts.$inferSelect
type NewExtract = Omit<typeof extracts.$inferInsert, 'id'>

/** Keeps a copy, with whose work it shows. */
export async function insertExtract(tx: Tx, extract: NewExtract, authors: readonly string[]): Promise<ExtractRow> {
  const [row] = await tx.insert(extracts).values(extract).returning()
  if (!row) throw new Error('an extract was inserted without a row')
  if (authors.length > 0)
    await tx.insert(extractAuthors).values(authors.map((userId) => ({ extractId: row.id, userId })))
  return row
}

interface CopiedFile {
  source: string
  copy: string
  authorId: string | null
}

/** Copies files into an extract; the bytes never leave the database. */
export async function insertExtractFiles(tx: Tx, extractId: string, copies: readonly CopiedFile[]): Promise<void> {
  for (const { source, copy, authorId } of copies)
    await tx.execute(sql`
      insert into extract_files (id, extract_id, author_id, kind, type, name, bytes, size, width, height, duration_ms)
      select ${copy}::uuid, ${extractId}::uuid, ${authorId}::uuid, kind, type, name, bytes, size, width, height, duration_ms
      from files where id = ${source}::uuid`)
}

export async function countExtracts(db: DbOrTx, projectId: string): Promise<number> {
  const [row] = await db.select({ count: count() }).from(extracts).where(eq(extracts.projectId, projectId))
  return row?.count ?? 0
}

export async function findExtract(db: DbOrTx, extractId: string): Promise<ExtractRow | null> {
  const [row] = await db.select().from(extracts).where(eq(extracts.id, extractId))
  return row ?? null
}

/** Nothing goes out of it, and it is not let go, before the end of the transaction. */
export async function lockExtract(tx: Tx, extractId: string): Promise<void> {
  await tx.select({ id: extracts.id }).from(extracts).where(eq(extracts.id, extractId)).for('share')
}

/** Whose work each of these shows. */
export async function listExtractAuthors(db: DbOrTx, extractIds: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (extractIds.length === 0) return found
  const rows = await db.select().from(extractAuthors).where(inArray(extractAuthors.extractId, extractIds))
  for (const { extractId, userId } of rows) found.set(extractId, [...(found.get(extractId) ?? []), userId])
  return found
}

export interface ExtractPage {
  projectId: string
  /** Only of this person, whoever else had a hand in it. */
  author?: string | undefined
  /** Only what this person alone made. */
  madeBy?: string | undefined
  kind?: ExtractRow['kind'] | undefined
  before?: ExtractRow | null
  limit: number
}

/** The last taken first, with what the document is called now. */
export async function listExtracts(db: DbOrTx, asked: ExtractPage) {
  const { before, author, madeBy, kind } = asked
  const isOf = (userId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(extractAuthors)
        .where(and(eq(extractAuthors.extractId, extracts.id), eq(extractAuthors.userId, userId))),
    )
  const isOfOthers = (userId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(extractAuthors)
        .where(and(eq(extractAuthors.extractId, extracts.id), ne(extractAuthors.userId, userId))),
    )
  return db
    .select({ extract: extracts, documentTitle: documents.title, documentKind: documents.kind })
    .from(extracts)
    .leftJoin(documents, eq(documents.id, extracts.documentId))
    .where(
      and(
        eq(extracts.projectId, asked.projectId),
        kind === undefined ? undefined : eq(extracts.kind, kind),
        author === undefined ? undefined : isOf(author),
        madeBy === undefined ? undefined : and(isOf(madeBy), not(isOfOthers(madeBy))),
        before
          ? or(
              lt(extracts.takenAt, before.takenAt),
              and(eq(extracts.takenAt, before.takenAt), lt(extracts.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(extracts.takenAt), desc(extracts.id))
    .limit(asked.limit)
}

export async function deleteExtract(tx: Tx, extractId: string): Promise<void> {
  await tx.delete(extracts).where(eq(extracts.id, extractId))
}

/** Every extract that shows this person's work. */
export async function listExtractsOf(db: DbOrTx, userId: string): Promise<ExtractRow[]> {
  const rows = await db
    .select({ extract: extracts })
    .from(extracts)
    .innerJoin(extractAuthors, eq(extractAuthors.extractId, extracts.id))
    .where(eq(extractAuthors.userId, userId))
  return rows.map(({ extract }) => extract)
}

/** Every extract that was taken from a document. */
export async function listExtractsFrom(db: DbOrTx, documentId: string): Promise<ExtractRow[]> {
  return db.select().from(extracts).where(eq(extracts.documentId, documentId))
}

/** Of an extract of which something was taken out: what it says now, and whose it still is. */
export async function updateExtract(
  tx: Tx,
  extractId: string,
  { content, authors }: { content: object; authors: readonly string[] },
): Promise<void> {
  await tx.update(extracts).set({ content }).where(eq(extracts.id, extractId))
  await tx.delete(extractAuthors).where(eq(extractAuthors.extractId, extractId))
  if (authors.length > 0) await tx.insert(extractAuthors).values(authors.map((userId) => ({ extractId, userId })))
}

export async function deleteExtractFiles(tx: Tx, extractId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  await tx
    .delete(extractFiles)
    .where(and(eq(extractFiles.extractId, extractId), inArray(extractFiles.id, [...fileIds])))
}

/** What there is to know of a copied file without its bytes; null where there is none. */
export async function findExtractFile(db: DbOrTx, extractId: string, fileId: string) {
  const [row] = await db
    .select({ kind: extractFiles.kind, type: extractFiles.type, name: extractFiles.name, size: extractFiles.size })
    .from(extractFiles)
    .where(and(eq(extractFiles.extractId, extractId), eq(extractFiles.id, fileId)))
  return row ?? null
}

/** Bytes of a copied file from one to before another, both within it; null where there is no such file. */
export async function findExtractBytes(
  db: DbOrTx,
  fileId: string,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array | null> {
  const bytes = sql<Uint8Array>`substring(${extractFiles.bytes} from ${from + 1} for ${to - from})`
  const [row] = await db.select({ bytes }).from(extractFiles).where(eq(extractFiles.id, fileId))
  return row?.bytes ?? null
}

/** Which of these are extracts of this project. */
export async function listExtractsAmong(db: DbOrTx, projectId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: extracts.id })
    .from(extracts)
    .where(and(eq(extracts.projectId, projectId), inArray(extracts.id, [...ids])))
  return rows.map(({ id }) => id)
}
