import { and, asc, eq, getTableColumns, gt, gte, inArray, isNotNull, lt, lte, max, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runText } from '../prepared.ts'
import { documentLog, documentSnapshots, versions } from '../schema/documents.ts'

export type LogRowInsert = typeof documentLog.$inferInsert

/**
 * Adds rows to the log and notes the time of the documents in `changed`: one statement, so one round trip and all or
 * nothing, of a shape that does not depend on the number of rows. Throws where another writer has taken a sequence.
 */
export async function appendLogRows(
  db: DbOrTx,
  rows: readonly LogRowInsert[],
  changed: ReadonlyMap<string, Date> = new Map(),
): Promise<void> {
  if (rows.length > 0) await runText(db, appending, [...timesOf(changed), ...columnsOf(rows)])
}

/** The time of documents, as a part of a statement: `timesOf` are its parameters. */
export const noting = `noted as (
      update documents set changed_at = greatest(changed_at, noted.at)
      from unnest($1::uuid[], $2::timestamptz[]) as noted (id, at)
      where documents.id = noted.id
    )`
export const timesOf = (changed: ReadonlyMap<string, Date>): string[] => [
  listOf([...changed.keys()]),
  listOf([...changed.values()].map(timeOf)),
]

/** Rows of the log, as a part of a statement: `columnsOf` are its next parameters. */
export const inserting = `
    insert into document_log (document_id, sequence, author_id, at, bytes, crc)
    select * from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::timestamptz[], $7::bytea[], $8::bigint[])`
export const columnsOf = (rows: readonly LogRowInsert[]): string[] => [
  listOf(rows.map((row) => row.documentId)),
  listOf(rows.map((row) => String(row.sequence))),
  listOf(rows.map((row) => row.authorId ?? null)),
  listOf(rows.map((row) => timeOf(row.at))),
  listOf(rows.map((row) => hexOf(row.bytes))),
  listOf(rows.map((row) => String(row.crc))),
]

const appending = `with ${noting} ${inserting}`

/** Postgres' text form of an array. None of our values holds a comma, a brace or a quote. */
export const listOf = (values: readonly (string | null)[]) => `{${values.map((value) => value ?? 'NULL').join(',')}}`

/** In quotes, since a backslash begins it; and twice, since a list takes one away. */
export const hexOf = (bytes: Uint8Array) =>
  `"\\\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}"`

let lastTime = { at: Number.NaN, text: '' }
/** All rows of a commit have the same. */
export function timeOf(at: Date): string {
  if (lastTime.at !== at.getTime()) lastTime = { at: at.getTime(), text: at.toISOString() }
  return lastTime.text
}

interface LogRange {
  after?: number
  upTo?: number
  limit?: number
}

// Written as hex, as bytes come otherwise, a large one takes half as much again of memory on its way.
const base64Of = (bytes: typeof documentLog.bytes | typeof documentSnapshots.bytes) =>
  sql<string>`encode(${bytes}, 'base64')`

/** Rows after one sequence up to another, both optional, in order. */
export async function listLogRows(db: DbOrTx, documentId: string, range: LogRange = {}) {
  const asked = db
    .select({ ...getTableColumns(documentLog), bytes: base64Of(documentLog.bytes) })
    .from(documentLog)
    .where(
      and(
        eq(documentLog.documentId, documentId),
        range.after === undefined ? undefined : gt(documentLog.sequence, range.after),
        range.upTo === undefined ? undefined : lte(documentLog.sequence, range.upTo),
      ),
    )
    .orderBy(asc(documentLog.sequence))
  const rows = await (range.limit === undefined ? asked : asked.limit(range.limit))
  return rows.map((row) => ({ ...row, bytes: bytesOf(row.bytes) }))
}

export const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64')

/** Sequence of the last committed row, 0 for none. */
export async function findLastSequence(db: DbOrTx, documentId: string): Promise<number> {
  const [row] = await db
    .select({ sequence: max(documentLog.sequence) })
    .from(documentLog)
    .where(eq(documentLog.documentId, documentId))
  return row?.sequence ?? 0
}

/** The fold of the log, or null where there is none or it goes beyond `upTo`. */
export async function findSnapshot(db: DbOrTx, documentId: string, upTo = Number.MAX_SAFE_INTEGER) {
  const [row] = await db
    .select({ ...getTableColumns(documentSnapshots), bytes: base64Of(documentSnapshots.bytes) })
    .from(documentSnapshots)
    .where(and(eq(documentSnapshots.documentId, documentId), lte(documentSnapshots.sequence, upTo)))
  return row ? { ...row, bytes: bytesOf(row.bytes) } : null
}

/** Stores a fold of the log; an older one than is stored is left aside. */
export async function upsertSnapshot(
  db: DbOrTx,
  snapshot: {
    documentId: string
    sequence: number
    bytes: Uint8Array
    crc: number
    isPresentOnly?: boolean
    createdAt: Date
  },
): Promise<void> {
  const { documentId, ...given } = snapshot
  const facts = { isPresentOnly: false, ...given }
  // The driver writes bytes as hex, which keeps the event loop from everybody else for 20 ms where they are five megabytes.
  const base64 = Buffer.from(facts.bytes.buffer, facts.bytes.byteOffset, facts.bytes.byteLength).toString('base64')
  const bytes = sql`decode(${base64}, 'base64')`
  await db
    .insert(documentSnapshots)
    .values({ documentId, ...facts, bytes })
    .onConflictDoUpdate({
      target: documentSnapshots.documentId,
      // They are large: not sent twice.
      set: { ...facts, bytes: sql`excluded.bytes` },
      setWhere: lt(documentSnapshots.sequence, snapshot.sequence),
    })
}

/** Puts one row in the place of a run: the last of the run keeps its sequence and takes the bytes of all. */
export async function replaceRun(
  tx: Tx,
  run: {
    documentId: string
    folded: number[]
    firstSequence: number
    sequence: number
    bytes: Uint8Array
    crc: number
  },
): Promise<void> {
  const inDocument = eq(documentLog.documentId, run.documentId)
  await tx.delete(documentLog).where(and(inDocument, inArray(documentLog.sequence, run.folded)))
  await tx
    .update(documentLog)
    .set({ bytes: run.bytes, crc: run.crc, firstSequence: run.firstSequence })
    .where(and(inDocument, eq(documentLog.sequence, run.sequence)))
}

/** Other bytes for a row: the same change, without what is to be forgotten. */
export async function updateRowBytes(
  tx: Tx,
  row: { documentId: string; sequence: number; bytes: Uint8Array; crc: number },
): Promise<void> {
  const { documentId, sequence, bytes, crc } = row
  await tx
    .update(documentLog)
    .set({ bytes, crc })
    .where(and(eq(documentLog.documentId, documentId), eq(documentLog.sequence, sequence)))
}

/** Other bytes for the snapshot of a document, whatever its sequence. */
export async function updateSnapshotBytes(
  tx: Tx,
  { documentId, bytes, crc }: { documentId: string; bytes: Uint8Array; crc: number },
): Promise<void> {
  await tx.update(documentSnapshots).set({ bytes, crc }).where(eq(documentSnapshots.documentId, documentId))
}

/**
 * Bytes of a document's rows since a time, by author. Looks at the rows after the last version of before alone: rows have
 * no index by time.
 */
export async function listBytesWritten(db: DbOrTx, documentId: string, since: Date): Promise<Map<string, number>> {
  const before = db
    .select({ sequence: max(versions.sequence) })
    .from(versions)
    .where(and(eq(versions.documentId, documentId), lt(versions.createdAt, since)))
  const rows = await db
    .select({ authorId: documentLog.authorId, bytes: sql<number>`sum(octet_length(${documentLog.bytes}))::int` })
    .from(documentLog)
    .where(
      and(
        eq(documentLog.documentId, documentId),
        gt(documentLog.sequence, sql`coalesce((${before}), 0)`),
        gte(documentLog.at, since),
        isNotNull(documentLog.authorId),
      ),
    )
    .groupBy(documentLog.authorId)
  return new Map(rows.flatMap(({ authorId, bytes }) => (authorId === null ? [] : [[authorId, Number(bytes)] as const])))
}

/** Documents that were written in between two times. */
export async function listDocumentsWritten(db: DbOrTx, from: Date, to: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ documentId: documentLog.documentId })
    .from(documentLog)
    .where(and(gte(documentLog.at, from), lt(documentLog.at, to)))
  return rows.map((row) => row.documentId)
}
