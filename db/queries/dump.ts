import { sql } from 'drizzle-orm'
import type { Db, DbOrTx, Tx } from '../client.ts'
import type { AppliedMigration } from '../known-migrations.ts'

/* Reads a whole database as text that any Postgres, embedded or not, takes back: a row is one line of JSON. */

export interface DumpedTable {
  name: string
  /** Columns of its key, by which its rows are put in order. */
  key: { name: string; isText: boolean }[]
  byteColumns: string[]
}

export interface SequenceState {
  name: string
  /** Null where none was given yet. */
  value: string | null
}

/** Characters of rows that are asked for at once; a row may be longer by itself. */
const batchLetters = 4 * 1024 * 1024
const mostRowsAtOnce = 500

/** Everything that `work` reads is of one moment, and times and bytes are written in one way. */
export function inSnapshot<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
      await sayPlainly(tx)
      return work(tx)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** The same row is the same text whatever the server's own settings. */
export async function sayPlainly(tx: Tx): Promise<void> {
  await tx.execute(sql`set local timezone = 'UTC'`)
  await tx.execute(sql`set local datestyle = 'ISO, MDY'`)
  await tx.execute(sql`set local extra_float_digits = 1`)
  await tx.execute(sql`set local bytea_output = 'hex'`)
}

/** Every table of the product, by name. */
export async function listTables(tx: Tx): Promise<DumpedTable[]> {
  const tables = await tx.execute<{ name: string; byteColumns: string[] }>(sql`
    select c.relname as name, coalesce((select json_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'bytea'::regtype), '[]') as "byteColumns"
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname collate "C"`)
  const keys = await tx.execute<{ table: string; name: string; isText: boolean }>(sql`
    select c.relname as table, a.attname as name, t.typcategory = 'S' as "isText"
    from pg_index i join pg_class c on c.oid = i.indrelid
      cross join lateral unnest(i.indkey::smallint[]) with ordinality k(number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number join pg_type t on t.oid = a.atttypid
    where i.indisprimary and c.relnamespace = 'public'::regnamespace order by c.relname, k.place`)
  return tables.map((table) => ({
    ...table,
    key: keys.filter((column) => column.table === table.name).map(({ name, isText }) => ({ name, isText })),
  }))
}

/** All rows of a table in the order of its key, in batches. Throws for a table without one. */
export async function* readTable(tx: Tx, table: DumpedTable): AsyncGenerator<string[]> {
  if (table.key.length === 0) throw new Error(`the table ${table.name} has no key to put its rows in order`)
  const atOnce = await rowsAtOnce(tx, table)
  const order = sql.join(
    // By bytes: two databases may sort words differently.
    table.key.map(({ name, isText }) =>
      isText ? sql`t.${sql.identifier(name)} collate "C"` : sql`t.${sql.identifier(name)}`,
    ),
    sql`, `,
  )
  await tx.execute(
    sql`declare dumped no scroll cursor for select row_to_json(t)::text as line from ${tableNamed(table.name)} t order by ${order}`,
  )
  for (;;) {
    const rows = await tx.execute<{ line: string }>(sql`fetch ${sql.raw(String(atOnce))} from dumped`)
    if (rows.length > 0) yield rows.map((row) => row.line)
    if (rows.length < atOnce) break
  }
  await tx.execute(sql`close dumped`)
}

/** So many that the longest of them together stay within bounds. Bytes are written with two letters each. */
async function rowsAtOnce(tx: Tx, { name, byteColumns }: DumpedTable): Promise<number> {
  if (byteColumns.length === 0) return mostRowsAtOnce
  const lengths = byteColumns.map((column) => sql`coalesce(octet_length(${sql.identifier(column)}), 0)`)
  const [row] = await tx.execute<{ longest: number | null }>(
    sql`select max(${sql.join(lengths, sql` + `)})::int as longest from ${tableNamed(name)}`,
  )
  const letters = 2 * (row?.longest ?? 0)
  return Math.max(1, Math.min(mostRowsAtOnce, Math.floor(batchLetters / Math.max(1, letters))))
}

export const tableNamed = (name: string) => sql`public.${sql.identifier(name)}`

export async function listSequences(tx: Tx): Promise<SequenceState[]> {
  const rows = await tx.execute<{ name: string; value: string | null }>(sql`
    select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' order by 1`)
  return [...rows]
}

/** Which of the product's migrations this database has seen, oldest first. None where there are no tables yet. */
export async function listApplied(db: DbOrTx): Promise<AppliedMigration[]> {
  const [table] = await db.execute<{ isThere: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`,
  )
  if (!table?.isThere) return []
  const rows = await db.execute<{ hash: string; createdAt: string }>(
    sql`select hash, created_at::text as "createdAt" from drizzle.__drizzle_migrations order by created_at, id`,
  )
  return rows.map(({ hash, createdAt }) => ({ hash, createdAt: Number(createdAt) }))
}

/** Bytes on the disk, by which the room for a copy is reckoned. */
export async function databaseSize(db: Db): Promise<number> {
  const [row] = await db.execute<{ bytes: string }>(sql`select pg_database_size(current_database())::text as bytes`)
  return Number(row?.bytes ?? 0)
}
