import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared } from '../prepared.ts'
import { lockDirectory } from './directory-entries.ts'

/*
 * What an import of schools does to the tables, a slice of lines at a time: what stands in `school_import_rows` is compared
 * with what is there, brought there, and taken back. Each gives the line that it came to, or null where none was left.
 */

/** Lines between two others, the second among them. */
interface Slice {
  importId: string
  after: number
  upTo: number
}

/** What a school is after its line: what a register does not say stays as it was. */
const nextRegion = sql`coalesce(r.region_id, s.region_id)`
const nextAddress = sql`case when r.address = '' then s.address else r.address end`
const nextLevels = sql`case when cardinality(r.levels) = 0 then s.levels else r.levels end`
/** A register that says nothing of what is closed opens nothing again. */
const nextClosed = (saysClosed: boolean) =>
  saysClosed
    ? sql`case when r.closed_on is null then null else coalesce(s.closed_on, r.closed_on) end`
    : sql`s.closed_on`
const differs = sql`(s.name, s.town, s.region_id, s.address, s.levels) is distinct from
  (r.name, r.town, ${nextRegion}, ${nextAddress}, ${nextLevels})`

interface Compared extends Slice {
  countryCode: string
  saysClosed: boolean
}

/** Says of lines what they would do. */
export async function compareRows(tx: Tx, { countryCode, saysClosed, ...slice }: Compared): Promise<void> {
  await runPrepared(
    tx,
    sql`
    with slice as (
      select r.line, s.id as school_id, case
        when r.errors <@ array['row_no_school', 'row_not_open'] and cardinality(r.errors) > 0 then 'skipped'
        when cardinality(r.errors) > 0 then 'error'
        when exists (select from school_import_rows e where e.import_id = r.import_id and e.code = r.code
          and e.line < r.line and cardinality(e.errors) = 0) then 'twice'
        when s.id is null then case when r.closed_on is null then 'new' else 'skipped' end
        when s.merged_into is not null or s.kind = 'office' then 'same'
        when s.closed_on is null and ${nextClosed(saysClosed)} is not null then 'closed'
        when ${differs} or s.closed_on is distinct from ${nextClosed(saysClosed)} then 'changed'
        else 'same' end as outcome
      from school_import_rows r
        left join schools s on s.country_code = ${countryCode} and s.national_code = r.code
      where ${inSlice(slice)})
    update school_import_rows r
    set outcome = case when slice.outcome = 'twice' then 'error' else slice.outcome end, school_id = slice.school_id,
      errors = case when slice.outcome = 'twice' then array['row_twice'] else r.errors end
    from slice where r.import_id = ${slice.importId}::uuid and r.line = slice.line`,
  )
}

const inSlice = ({ importId, after, upTo }: Slice) =>
  sql`r.import_id = ${importId}::uuid and r.line > ${after}::int and r.line <= ${upTo}::int`

interface NewSchools {
  countryCode: string
  locale: string
  at: Date
}

/**
 * Of the line, so that what was made is found by its key: joined by its code with what the insert returns, each line would
 * be held against each school. UUID version 8.
 */
const newId = sql`overlay(overlay(md5(r.import_id || ' ' || r.line) placing '8' from 13) placing 'a' from 17)::uuid`

/** Makes the schools that are new. One that somebody made meanwhile under the same code stays as it is. */
export async function insertNewSchools(tx: Tx, slice: Slice, { countryCode, locale, at }: NewSchools) {
  await runPrepared(
    tx,
    sql`
    insert into schools (id, name, town, country_code, region_id, national_code, time_zone, locale, address, levels, is_vouched, created_at)
    select ${newId}, r.name, r.town, ${countryCode}, r.region_id, r.code,
      (select time_zone from countries where code = ${countryCode}), ${locale}, r.address, r.levels, true, ${at.toISOString()}::timestamptz
    from school_import_rows r where ${inSlice(slice)} and r.outcome = 'new'
    on conflict (country_code, national_code) do nothing`,
  )
  await runPrepared(
    tx,
    sql`
    update school_import_rows r set school_id = made.id, outcome = case when made.id is null then 'skipped' else 'new' end,
      errors = case when made.id is null then array['row_meanwhile'] else r.errors end
    from (select r.line, s.id from school_import_rows r left join schools s on s.id = ${newId}
      where ${inSlice(slice)} and r.outcome = 'new') made
    where r.import_id = ${slice.importId}::uuid and r.line = made.line`,
  )
}

/** Changes the schools that are otherwise, and keeps what they were. */
export async function changeSchools(tx: Tx, slice: Slice, saysClosed: boolean): Promise<void> {
  await runPrepared(
    tx,
    sql`
    with kept as (
      update school_import_rows r set before = jsonb_build_object('name', s.name, 'town', s.town, 'regionId', s.region_id,
        'address', s.address, 'levels', s.levels, 'closedOn', s.closed_on)
      from schools s where ${inSlice(slice)} and r.outcome in ('changed', 'closed') and s.id = r.school_id)
    update schools s set name = r.name, town = r.town, region_id = ${nextRegion}, address = ${nextAddress},
      levels = ${nextLevels}, closed_on = ${nextClosed(saysClosed)}
    from school_import_rows r where ${inSlice(slice)} and r.outcome in ('changed', 'closed') and s.id = r.school_id`,
  )
}

interface Reference {
  table: string
  column: string
}

/** Every column of the database that names a school. Its entry in the directory does not: it is made of the school, and goes with it. */
export async function listSchoolReferences(db: DbOrTx): Promise<Reference[]> {
  const rows = await db.execute<{ table: string; column: string }>(sql`
    select c.relname as table, a.attname as column from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'public.schools'::regclass and c.relname <> 'directory_schools' order by 1, 2`)
  return [...rows]
}

/** Takes out the schools that the import made and nothing names since; and gives back to others what they were. */
export async function takeBack(
  tx: Tx,
  slice: Slice,
  { saysClosed, references }: { saysClosed: boolean; references: readonly Reference[] },
): Promise<void> {
  // Entries of the directory go with their schools, and with them words that others write.
  await lockDirectory(tx)
  const isFree = references.map(
    ({ table, column }) =>
      sql`not exists (select from ${sql.identifier(table)} x where x.${sql.identifier(column)} = s.id)`,
  )
  await runPrepared(
    tx,
    sql`
    delete from schools s using school_import_rows r
    where ${inSlice(slice)} and r.outcome = 'new' and s.id = r.school_id and ${sql.join(isFree, sql` and `)}`,
  )
  await runPrepared(
    tx,
    sql`
    with given as (
      update schools s set name = r.before->>'name', town = r.before->>'town', region_id = (r.before->>'regionId')::uuid,
        address = r.before->>'address', levels = array(select jsonb_array_elements_text(r.before->'levels')),
        closed_on = (r.before->>'closedOn')::date
      from school_import_rows r
      where ${inSlice(slice)} and r.outcome in ('changed', 'closed') and s.id = r.school_id and ${isAsWritten(saysClosed)}
      returning s.id)
    update school_import_rows r set is_kept = true
    where ${inSlice(slice)} and ((r.outcome = 'new' and exists (select from schools s where s.id = r.school_id))
      or (r.outcome in ('changed', 'closed') and r.school_id not in (select id from given)))`,
  )
}

/** Nobody changed since what the import wrote. */
const isAsWritten = (saysClosed: boolean) => sql`
  (s.name, s.town, s.region_id, s.address, s.levels, s.closed_on) is not distinct from (r.name, r.town,
    coalesce(r.region_id, (r.before->>'regionId')::uuid),
    case when r.address = '' then r.before->>'address' else r.address end,
    case when cardinality(r.levels) = 0 then array(select jsonb_array_elements_text(r.before->'levels')) else r.levels end,
    ${
      saysClosed
        ? sql`case when r.closed_on is null then null else coalesce((r.before->>'closedOn')::date, r.closed_on) end`
        : sql`(r.before->>'closedOn')::date`
    })`
