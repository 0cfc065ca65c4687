import { and, ne, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { awards } from '../schema/awards.ts'
import { channels, messages } from '../schema/chat.ts'
import { documents } from '../schema/documents.ts'
import { figures } from '../schema/figures.ts'
import { members, projects, projectSchools, projectStateChanges } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import type { projectStates } from '../schema/values.ts'

/* What is counted for the figures, a page at a time, as it was on a day; and the figures as they are published. */

interface Page {
  /** By the schools' own calendars. */
  day: string
  /** When the day is over, by UTC. */
  end: Date
  after: string | null
  limit: number
}

const place = {
  id: schools.id,
  countryCode: schools.countryCode,
  nationalCode: schools.nationalCode,
  regionId: schools.regionId,
  levels: schools.levels,
}

/* In a query of one table its columns are written without it: here they are named by hand. */

/** How many had a post there on the day, and how many of its pupils were in projects. */
export const listSchoolCounts = (db: DbOrTx, { day, end, after, limit }: Page) =>
  db
    .select({
      ...place,
      teachers: sql<number>`(select count(distinct t.user_id)::int from ${terms} t where t.school_id = schools.id
        and t.post <> 'office' and t.from_date <= ${day} and (t.to_date is null or t.to_date > ${day}))`,
      pupils: sql<number>`(select count(distinct m.user_id)::int from ${projectSchools} ps
        join ${members} m on m.project_id = ps.project_id and m.school_id = ps.school_id
        where ps.school_id = schools.id and m.role in ('pupil', 'pupil_admin')
        and m.joined_at < ${end.toISOString()}::timestamptz
        and (m.left_at is null or m.left_at >= ${end.toISOString()}::timestamptz))`,
    })
    .from(schools)
    .where(
      and(eq(schools.kind, 'school'), isNull(schools.mergedInto), after === null ? undefined : gt(schools.id, after)),
    )
    .orderBy(asc(schools.id))
    .limit(limit)

const before = (end: Date) => sql`${end.toISOString()}::timestamptz`

/** What a project was on the day; one from before states were noted is what it is now. */
const stateAt = (end: Date) => sql<
  (typeof projectStates)[number]
>`coalesce((select c.state from ${projectStateChanges} c where c.project_id = projects.id
  and c.at < ${before(end)} order by c.at desc, c.number desc limit 1), projects.state)`

/** Kinds of documents that were made by then, and whether anything was said in its chat or its forum. */
const toolsBy = (end: Date) => sql<string[]>`(select coalesce(jsonb_agg(used.tool order by used.tool), '[]') from (
  select d.kind as tool from ${documents} d where d.project_id = projects.id and not d.is_plan and d.created_at < ${before(end)}
  union select case when c.kind = 'forum' then 'forum' else 'chat' end from ${channels} c where c.project_id = projects.id
  and exists (select from ${messages} m where m.channel_id = c.id and m.at < ${before(end)})) used)`

export const listProjectCounts = (db: DbOrTx, { end, after, limit }: Page) =>
  db
    .select({
      id: projects.id,
      kind: projects.kind,
      state: stateAt(end),
      languages: projects.languages,
      ageFrom: projects.ageFrom,
      ageTo: projects.ageTo,
      tools: toolsBy(end),
    })
    .from(projects)
    .where(
      and(
        ne(projects.kind, 'circle'),
        lt(projects.createdAt, end),
        after === null ? undefined : gt(projects.id, after),
      ),
    )
    .orderBy(asc(projects.id))
    .limit(limit)

/** The schools that had founded these projects by then, the first one first. */
export const listFoundersOf = (db: DbOrTx, projectIds: readonly string[], end: Date) =>
  projectIds.length === 0
    ? Promise.resolve([])
    : db
        .select({ projectId: projectSchools.projectId, ...place })
        .from(projectSchools)
        .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
        .where(
          and(
            inArray(projectSchools.projectId, [...projectIds]),
            eq(projectSchools.standing, 'founder'),
            lt(projectSchools.joinedAt, end),
          ),
        )
        // Of two who founded it in one moment the same one is first, whatever ids they have.
        .orderBy(asc(projectSchools.joinedAt), asc(schools.countryCode), asc(schools.id))

/**
 * What was given from a day on and by the day, and was not taken back by then, with the school that has it or the first of the
 * project's there. What pupils have came with an award that is counted.
 */
export const listAwardCounts = (db: DbOrTx, { day, end, from, after, limit }: Page & { from: string }) =>
  db
    .select({
      id: awards.id,
      scheme: awards.scheme,
      countryCode: awards.countryCode,
      place: {
        countryCode: schools.countryCode,
        nationalCode: schools.nationalCode,
        regionId: schools.regionId,
        levels: schools.levels,
      },
    })
    .from(awards)
    .leftJoin(schools, sql`${schools.id} = coalesce(${awards.schoolId}, (${awards.shown}->'schools'->0->>'id')::uuid)`)
    .where(
      and(
        ne(awards.scheme, 'pupil_label'),
        gte(awards.awardedOn, from),
        lte(awards.awardedOn, day),
        sql`(${awards.withdrawnAt} is null or ${awards.withdrawnAt} >= ${before(end)})`,
        after === null ? undefined : gt(awards.id, after),
      ),
    )
    .orderBy(asc(awards.id))
    .limit(limit)

export type FigureRow = (typeof figures.$inferSelect)['rows'][number]
type FigureSheet = Omit<typeof figures.$inferSelect, 'isPublic'>

/** Of a day all countries at once, in the place of what was said of it before. */
export async function replaceFigures(tx: Tx, rows: (typeof figures.$inferInsert)[]): Promise<void> {
  const [first] = rows
  if (!first) return
  await tx.delete(figures).where(eq(figures.day, first.day))
  await tx.insert(figures).values(rows)
}

export async function findFigures(db: DbOrTx, day: string, scope: string): Promise<FigureSheet | null> {
  const [row] = await db
    .select()
    .from(figures)
    .where(and(eq(figures.day, day), eq(figures.scope, scope)))
  return row ?? null
}

/** Days of which there are figures for everybody, the newest first. */
export async function listPublicDays(db: DbOrTx): Promise<string[]> {
  const rows = await db
    .select({ day: figures.day })
    .from(figures)
    .where(and(eq(figures.scope, 'EU'), eq(figures.isPublic, true)))
    .orderBy(desc(figures.day))
  return rows.map(({ day }) => day)
}

/** What was the newest before, and what an office asked for once. */
export async function deleteFigures(tx: Tx, { days, madeBefore }: { days: string[]; madeBefore: Date }): Promise<void> {
  if (days.length > 0) await tx.delete(figures).where(inArray(figures.day, days))
  await tx.delete(figures).where(and(eq(figures.isPublic, false), lt(figures.madeAt, madeBefore)))
}

/** The first day of which anything can be told. */
export async function findFirstTermDay(db: DbOrTx): Promise<string | null> {
  const [row] = await db.select({ day: sql<string | null>`min(${terms.fromDate})::text` }).from(terms)
  return row?.day ?? null
}
