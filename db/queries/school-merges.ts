import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { members } from '../schema/projects.ts'
import { schoolMerges } from '../schema/registers.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { listSchoolReferences } from './register-steps.ts'

/*
 * What names a school goes over to another one, whatever table it stands in; its calendar stays with it, since who goes over
 * has the calendar of where they are then.
 */

const stays = new Set(['school_holidays', 'quiet_exceptions', 'offices', 'project_schools', 'schools'])

interface Pair {
  from: string
  into: string
}
type Moved = (typeof schoolMerges.$inferSelect)['moved']

/** Columns of a table's key but this one: by them a row is found again. */
async function keyOf(tx: Tx, table: string, column: string): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${`public.${table}`}::regclass and i.indisprimary and a.attname <> ${column} order by a.attnum`)
  return rows.map(({ name }) => name)
}

/** These rows name a school through its place in a project. */
const ofPlaces = [
  { table: 'members', column: 'school_id' },
  { table: 'team_approvals', column: 'school_id' },
  { table: 'pact_agreements', column: 'school_id' },
]

async function moveColumn(tx: Tx, of: { table: string; column: string }, { from, into }: Pair): Promise<unknown[][]> {
  const key = await keyOf(tx, of.table, of.column)
  const column = sql.identifier(of.column)
  const rows = await tx.execute<{ key: unknown[] }>(sql`
    update ${sql.identifier(of.table)} set ${column} = ${into}::uuid where ${column} = ${from}::uuid
    returning jsonb_build_array(${sql.join(
      key.map((name) => sql.identifier(name)),
      sql`, `,
    )}) as key`)
  return rows.map((row) => row.key)
}

/** Brings all that is of one school to another; gives what went over. Throws where two of a kind may not be at one school. */
export async function moveAll(tx: Tx, pair: Pair): Promise<Moved> {
  const moved: Moved = {}
  const references = (await listSchoolReferences(tx)).filter(({ table }) => !stays.has(table))
  await tx.execute(sql`
    insert into project_schools (project_id, school_id, standing, joined_at)
    select project_id, ${pair.into}::uuid, standing, joined_at from project_schools where school_id = ${pair.from}::uuid`)
  for (const of of [...references, ...ofPlaces]) {
    const keys = await moveColumn(tx, of, pair)
    if (keys.length > 0) moved[`${of.table}.${of.column}`] = keys
  }
  const places = await tx.execute<{ key: unknown[] }>(sql`
    delete from project_schools where school_id = ${pair.from}::uuid returning jsonb_build_array(project_id) as key`)
  if (places.length > 0) moved['project_schools.school_id'] = places.map(({ key }) => key)
  return moved
}

/** Brings back what went over and is still there. */
export async function moveBack(tx: Tx, { from, into }: Pair, moved: Moved): Promise<void> {
  const projects = (moved['project_schools.school_id'] ?? []).map(([id]) => String(id))
  for (const projectId of projects)
    await tx.execute(sql`
      insert into project_schools (project_id, school_id, standing, joined_at)
      select project_id, ${from}::uuid, standing, joined_at from project_schools
      where school_id = ${into}::uuid and project_id = ${projectId}::uuid on conflict do nothing`)
  for (const [place, keys] of Object.entries(moved)) {
    const [table = '', column = ''] = place.split('.')
    if (table === 'project_schools') continue
    const key = await keyOf(tx, table, column)
    const isOne = sql.join(
      key.map((name, at) => sql`t.${sql.identifier(name)}::text = given.key->>${at}::int`),
      sql` and `,
    )
    await tx.execute(sql`
      update ${sql.identifier(table)} t set ${sql.identifier(column)} = ${from}::uuid
      from (select jsonb_array_elements(${JSON.stringify(keys)}::text::jsonb) as key) given
      where t.${sql.identifier(column)} = ${into}::uuid and ${isOne}`)
  }
  for (const projectId of projects)
    await tx.execute(sql`
      delete from project_schools p where school_id = ${into}::uuid and project_id = ${projectId}::uuid
        and not exists (select from members m where m.project_id = p.project_id and m.school_id = p.school_id)
        and not exists (select from team_approvals a where a.project_id = p.project_id and a.school_id = p.school_id)
        and not exists (select from pact_agreements a where a.project_id = p.project_id and a.school_id = p.school_id)`)
}

/** Both, held in one order, so that two merges the other way round wait and do not lock up. */
export async function lockSchools(tx: Tx, ids: readonly string[]) {
  const rows = []
  for (const id of ids.toSorted())
    rows.push(...(await tx.select().from(schools).where(eq(schools.id, id)).for('update')))
  return rows
}

export async function updateMergedInto(tx: Tx, schoolId: string, mergedInto: string | null): Promise<void> {
  await tx.update(schools).set({ mergedInto }).where(eq(schools.id, schoolId))
}

/** Who of a school is in which project. */
export const listPlaces = (tx: Tx, schoolId: string) =>
  tx
    .select({ projectId: members.projectId, userId: members.userId })
    .from(members)
    .where(and(eq(members.schoolId, schoolId), isNull(members.leftAt)))

/** Pseudonyms that pupils of both have: two of one school must not be called the same. */
export async function hasSharedPseudonym(tx: Tx, { from, into }: Pair): Promise<boolean> {
  const other = alias(users, 'other')
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(other, and(eq(other.schoolId, into), eq(sql`lower(${other.pseudonym})`, sql`lower(${users.pseudonym})`)))
    .where(eq(users.schoolId, from))
    .limit(1)
  return rows.length > 0
}

export async function insertMerge(tx: Tx, row: typeof schoolMerges.$inferInsert): Promise<string> {
  const [made] = await tx.insert(schoolMerges).values(row).returning({ id: schoolMerges.id })
  if (!made) throw new Error('a merge was not stored')
  return made.id
}

export async function lockMerge(tx: Tx, officeId: string, mergeId: string) {
  const isIt = and(eq(schoolMerges.id, mergeId), eq(schoolMerges.officeId, officeId))
  const [row] = await tx.select().from(schoolMerges).where(isIt).for('update')
  return row ?? null
}

export async function updateMerge(tx: Tx, mergeId: string, undoneAt: Date): Promise<void> {
  await tx.update(schoolMerges).set({ undoneAt }).where(eq(schoolMerges.id, mergeId))
}

const [fromSchool, intoSchool] = [alias(schools, 'from_school'), alias(schools, 'into_school')]

/** Merges of an office since a moment that still hold, the newest first. */
export const listMerges = (db: DbOrTx, officeId: string, since: Date) =>
  db
    .select({ id: schoolMerges.id, from: fromSchool.name, into: intoSchool.name, mergedAt: schoolMerges.mergedAt })
    .from(schoolMerges)
    .innerJoin(fromSchool, eq(fromSchool.id, schoolMerges.fromId))
    .innerJoin(intoSchool, eq(intoSchool.id, schoolMerges.intoId))
    .where(and(eq(schoolMerges.officeId, officeId), gt(schoolMerges.mergedAt, since), isNull(schoolMerges.undoneAt)))
    .orderBy(desc(schoolMerges.mergedAt))

export interface Double {
  id: string
  name: string
  town: string
  countryCode: string
  nationalCode: string | null
  staff: number
  pupils: number
  /** Schools with the same are likely one. */
  folded: string
}

/** Schools of a country, or of all, whose names and towns are the same but for marks and case. */
export async function listDoubles(db: DbOrTx, countryCode: string | null, limit: number): Promise<Double[]> {
  const rows = await db.execute<Double & Record<string, unknown>>(sql`
    with twice as (
      select country_code, folded from schools
      where kind = 'school' and merged_into is null and (${countryCode}::text is null or country_code = ${countryCode})
      group by country_code, folded having count(*) > 1 order by folded limit ${limit})
    select s.id, s.name, s.town, s.country_code as "countryCode", s.national_code as "nationalCode", s.folded,
      (select count(*)::int from users u where u.school_id = s.id and u.kind = 'staff') as staff,
      (select count(*)::int from users u where u.school_id = s.id and u.kind = 'pupil') as pupils
    from schools s join twice t on t.country_code = s.country_code and t.folded = s.folded
    where s.kind = 'school' and s.merged_into is null order by s.folded, s.created_at, s.id`)
  return [...rows]
}
