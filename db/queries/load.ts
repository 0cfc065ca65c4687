import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Db, Tx } from '../client.ts'
import { type AppliedMigration, migrationsFolder } from '../known-migrations.ts'
import { type SequenceState, tableNamed } from './dump.ts'

/* Puts a dumped database back into an empty one, all in the caller's transaction. */

/** A database in which nobody made anything: no table, of ours or of others. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ isEmpty: boolean }>(sql`
    select not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%')
      as "isEmpty"`)
  return row?.isEmpty ?? false
}

/** Makes the tables as they were when the rows were read. `applied` must be the first of what this release knows. */
export async function createTables(tx: Tx, applied: readonly AppliedMigration[]): Promise<void> {
  // As drizzle's own migrator makes it.
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  for (const migration of readMigrationFiles({ migrationsFolder }).slice(0, applied.length)) {
    for (const statement of migration.sql) await tx.execute(sql.raw(statement))
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
    )
  }
}

/**
 * Loads without foreign keys, since rows come table by table and point at each other in circles; then puts the keys back,
 * which checks each row.
 */
export async function withoutForeignKeys(tx: Tx, load: () => Promise<void>): Promise<void> {
  const keys = await tx.execute<{ table: string; name: string; definition: string }>(sql`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)
  for (const { table, name } of keys)
    await tx.execute(sql`alter table ${tableNamed(table)} drop constraint ${sql.identifier(name)}`)
  await withoutTriggers(tx, load)
  for (const { table, name, definition } of keys)
    await tx.execute(
      sql`alter table ${tableNamed(table)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`,
    )
}

/** What rows bring about when they are written was brought about when they were written first. */
async function withoutTriggers(tx: Tx, load: () => Promise<void>): Promise<void> {
  const tables = await tx.execute<{ name: string }>(sql`
    select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`)
  for (const { name } of tables) await tx.execute(sql`alter table ${tableNamed(name)} disable trigger user`)
  await load()
  for (const { name } of tables) await tx.execute(sql`alter table ${tableNamed(name)} enable trigger user`)
}

/** Lines as `readTable` gives them. */
export async function insertLines(tx: Tx, table: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const named = tableNamed(table)
  const columns = await listWritten(tx, table)
  await tx.execute(
    sql`insert into ${named} (${columns}) select ${columns} from json_populate_recordset(null::${named}, ${`[${lines.join(',')}]`}::json)`,
  )
}

/** All columns but those that the database reckons from others. */
async function listWritten(tx: Tx, table: string) {
  const rows = await tx.execute<{ name: string }>(sql`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`)
  return sql.join(
    rows.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
}

export async function setSequence(tx: Tx, { name, value }: SequenceState): Promise<void> {
  if (value === null) return
  await tx.execute(sql`select setval(format('public.%I', ${name}::text)::regclass, ${value}::bigint, true)`)
}
