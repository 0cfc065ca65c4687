import { and, asc, count, desc, eq, getTableColumns, inArray, lte, min, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { pendingBranches, pendingWriting, returnedWriting } from '../schema/pending-writing.ts'
import { runText } from '../prepared.ts'
import {
  bytesOf,
  columnsOf,
  hexOf,
  inserting,
  listOf,
  type LogRowInsert,
  noting,
  timeOf,
  timesOf,
} from './document-log.ts'

interface PendingRow {
  documentId: string
  userId: string
  sequence: number
  at: Date
  bytes: Uint8Array
  crc: number
}

const isPlaceOf = ({ documentId, userId }: Pick<PendingRow, 'documentId' | 'userId'>) =>
  and(eq(pendingBranches.documentId, documentId), eq(pendingBranches.userId, userId))

/** Adds rows beside their documents, one for each person and document. @throws where another writer has taken a sequence */
export async function insertPendingRows(tx: Tx, rows: readonly PendingRow[]): Promise<void> {
  if (rows.length > 0) await runText(tx, appendingAlone, pendingColumnsOf(rows))
}

/** The same, and rows of documents: one statement, so one round trip and all or nothing. */
export async function appendBesideLog(
  db: DbOrTx,
  rows: readonly LogRowInsert[],
  changed: ReadonlyMap<string, Date>,
  beside: readonly PendingRow[],
): Promise<void> {
  await runText(db, appendingBeside, [...timesOf(changed), ...columnsOf(rows), ...pendingColumnsOf(beside)])
}

/** Rows beside documents, `pendingColumnsOf` from this parameter on. Fails, and with it the whole statement, where not each is stored. */
const storing = (first: number) => `
    given as (
      select * from unnest(
        $${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::bigint[], $${first + 3}::timestamptz[], $${first + 4}::bytea[], $${first + 5}::bigint[]
      ) as row (document_id, user_id, sequence, at, bytes, crc)
    ), moved as (
      insert into pending_branches as branch (document_id, user_id, sequence)
      select document_id, user_id, sequence from given
      on conflict (document_id, user_id) do update set sequence = excluded.sequence
      where branch.sequence = excluded.sequence - 1
      returning id, document_id, user_id, sequence
    ), stored as (
      insert into pending_writing (branch_id, sequence, at, bytes, crc)
      select moved.id, given.sequence, given.at, given.bytes, given.crc
      from moved join given using (document_id, user_id, sequence)
      returning 1
    ) select 1 / (case when count(*) = $${first + 6}::int then 1 else 0 end) from stored`

const pendingColumnsOf = (rows: readonly PendingRow[]) => [
  listOf(rows.map((row) => row.documentId)),
  listOf(rows.map((row) => row.userId)),
  listOf(rows.map((row) => String(row.sequence))),
  listOf(rows.map((row) => timeOf(row.at))),
  listOf(rows.map((row) => hexOf(row.bytes))),
  listOf(rows.map((row) => String(row.crc))),
  rows.length,
]

const appendingAlone = `with ${storing(1)}`
const appendingBeside = `with ${noting}, logged as (${inserting}), ${storing(9)}`

/** Rows up to a sequence go: they are the document's now. @throws where none is there: they were given back */
export async function releasePendingRows(
  tx: Tx,
  place: { documentId: string; userId: string; upTo: number },
): Promise<void> {
  const branch = tx.select({ id: pendingBranches.id }).from(pendingBranches).where(isPlaceOf(place))
  const gone = await tx
    .delete(pendingWriting)
    .where(and(inArray(pendingWriting.branchId, branch), lte(pendingWriting.sequence, place.upTo)))
    .returning({ sequence: pendingWriting.sequence })
  if (gone.length === 0) throw new Error('nothing waits there any more')
}

/** Everybody who writes or wrote beside a document, with what waits of each, in order. */
export async function listBranches(db: DbOrTx, documentId: string) {
  const branches = await db.select().from(pendingBranches).where(eq(pendingBranches.documentId, documentId))
  if (branches.length === 0) return []
  const ids = branches.map(({ id }) => id)
  const rows = await listRows(db, ids)
  return branches.map((branch) => ({ ...branch, rows: rows.filter(({ branchId }) => branchId === branch.id) }))
}

async function listRows(db: DbOrTx, branchIds: string[]) {
  const rows = await db
    .select({ ...getTableColumns(pendingWriting), bytes: sql<string>`encode(${pendingWriting.bytes}, 'base64')` })
    .from(pendingWriting)
    .where(inArray(pendingWriting.branchId, branchIds))
    .orderBy(asc(pendingWriting.branchId), asc(pendingWriting.sequence))
  return rows.map((row) => ({ ...row, bytes: bytesOf(row.bytes) }))
}

/** What waits in the pages of a project or of one document, oldest first. */
export async function listWaiting(db: DbOrTx, where: { projectId: string } | { documentId: string }) {
  const place = 'projectId' in where ? eq(documents.projectId, where.projectId) : eq(documents.id, where.documentId)
  const waiting = await db
    .select({
      id: pendingBranches.id,
      documentId: pendingBranches.documentId,
      userId: pendingBranches.userId,
      title: documents.title,
      documentKind: documents.kind,
      language: documents.language,
      since: min(pendingWriting.at),
      first: min(pendingWriting.sequence),
      sequence: pendingBranches.sequence,
      rows: count(),
    })
    .from(pendingBranches)
    .innerJoin(documents, eq(documents.id, pendingBranches.documentId))
    .innerJoin(pendingWriting, eq(pendingWriting.branchId, pendingBranches.id))
    .where(place)
    .groupBy(pendingBranches.id, documents.id)
    .orderBy(min(pendingWriting.at))
  return waiting.map(({ since, ...branch }) => ({ ...branch, since: since ?? new Date(0) }))
}

export type Waiting = Awaited<ReturnType<typeof listWaiting>>[number]

/** The bytes that wait, by branch, in order. */
export async function listWaitingBytes(db: DbOrTx, branchIds: string[]): Promise<Map<string, Uint8Array[]>> {
  const found = new Map<string, Uint8Array[]>(branchIds.map((id) => [id, []]))
  if (branchIds.length === 0) return found
  for (const { branchId, bytes } of await listRows(db, branchIds)) found.get(branchId)?.push(bytes)
  return found
}

/** Where something waits, or waited; null where there is no such branch. */
export async function findBranch(db: DbOrTx, branchId: string) {
  const [row] = await db
    .select({ ...getTableColumns(pendingBranches), projectId: documents.projectId })
    .from(pendingBranches)
    .innerJoin(documents, eq(documents.id, pendingBranches.documentId))
    .where(eq(pendingBranches.id, branchId))
  return row ?? null
}

/** All that waits goes, and a branch of the next number begins. A relay that does not know writes nothing more into it. */
export async function endBranchRows(tx: Tx, branchId: string): Promise<void> {
  await tx.delete(pendingWriting).where(eq(pendingWriting.branchId, branchId))
  await tx
    .update(pendingBranches)
    .set({ number: sql`${pendingBranches.number} + 1`, sequence: sql`${pendingBranches.sequence} + 1` })
    .where(eq(pendingBranches.id, branchId))
}

export async function insertReturned(tx: Tx, returned: Omit<typeof returnedWriting.$inferInsert, 'id'>): Promise<void> {
  await tx.insert(returnedWriting).values(returned)
}

/** What was given back to somebody in a document and is not done with, the newest first. */
export async function listReturned(db: DbOrTx, place: { documentId: string; userId: string }) {
  return db
    .select()
    .from(returnedWriting)
    .where(and(eq(returnedWriting.documentId, place.documentId), eq(returnedWriting.userId, place.userId)))
    .orderBy(desc(returnedWriting.at))
}

/** Whether there was one of theirs. */
export async function deleteReturned(db: DbOrTx, returned: { id: string; userId: string }): Promise<boolean> {
  const gone = await db
    .delete(returnedWriting)
    .where(and(eq(returnedWriting.id, returned.id), eq(returnedWriting.userId, returned.userId)))
    .returning({ id: returnedWriting.id })
  return gone.length > 0
}
