import { and, asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { shownFiles } from '../schema/shown-files.ts'

/* Pictures and files of what everybody may read. */

export type Shower = { newsId: string } | { projectId: string }
type NewShownFile = Omit<typeof shownFiles.$inferInsert, 'position' | 'newsId' | 'projectId'>

const columns = {
  id: shownFiles.id,
  kind: shownFiles.kind,
  type: shownFiles.type,
  name: shownFiles.name,
  alt: shownFiles.alt,
  size: shownFiles.size,
  width: shownFiles.width,
  height: shownFiles.height,
}
export type ShownFile = Awaited<ReturnType<typeof listShownFiles>>[number]

const isOf = (of: Shower) =>
  'newsId' in of ? eq(shownFiles.newsId, of.newsId) : eq(shownFiles.projectId, of.projectId)

export const listShownFiles = (db: DbOrTx, of: Shower) =>
  db.select(columns).from(shownFiles).where(isOf(of)).orderBy(asc(shownFiles.position), asc(shownFiles.id))

/** After those that are there; what it belongs to is held meanwhile. */
export async function insertShownFile(tx: Tx, of: Shower, file: NewShownFile): Promise<string> {
  const position = sql<number>`(select coalesce(max(${shownFiles.position}), 0) + 1 from ${shownFiles} where ${isOf(of)})`
  const [row] = await tx
    .insert(shownFiles)
    .values({ ...file, ...of, position })
    .returning({ id: shownFiles.id })
  if (!row) throw new Error('a file was not stored')
  return row.id
}

const isThat = (of: Shower, fileId: string) => and(isOf(of), eq(shownFiles.id, fileId))

export async function deleteShownFile(tx: Tx, of: Shower, fileId: string): Promise<boolean> {
  const gone = await tx.delete(shownFiles).where(isThat(of, fileId)).returning({ id: shownFiles.id })
  return gone.length > 0
}

export async function findShownFile(db: DbOrTx, of: Shower, fileId: string): Promise<ShownFile | null> {
  const [row] = await db.select(columns).from(shownFiles).where(isThat(of, fileId))
  return row ?? null
}

/** Bytes of a file from one to before another, both within it; null where there is no such file. */
export async function findShownBytes(
  db: DbOrTx,
  fileId: string,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array | null> {
  const bytes = sql<Uint8Array>`substring(${shownFiles.bytes} from ${from + 1} for ${to - from})`
  const [row] = await db.select({ bytes }).from(shownFiles).where(eq(shownFiles.id, fileId))
  return row?.bytes ?? null
}
