import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx } from '../client.ts'
import { dossier } from '../schema/dossier.ts'
import { projects, projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { offDays } from './off-days.ts'
import { type DeskPage, founderOf } from './office-desk.ts'

/*
 * When a school of a project was last heard: somebody of it wrote in a document or in the chat. A tab that begins to write in
 * a document is a row of `contributions`, so that the log, which is long and holds all bytes, is never read for it.
 */

const schoolId = sql`project_schools.school_id`
const projectId = sql`project_schools.project_id`
/** Up to when it is known; what is older is not read again. */
const known = sql`coalesce(project_schools.heard_at, project_schools.joined_at)`
const people = sql`select user_id from members where project_id = ${projectId} and school_id = ${schoolId}`

const wroteSince = (then: SQL) => sql`
  select contributions.first_at as at from documents join contributions on contributions.document_id = documents.id
  where documents.project_id = ${projectId} and contributions.first_at > ${then} and contributions.user_id in (${people})
  union all
  select messages.at from channels join messages on messages.channel_id = channels.id
  where channels.project_id = ${projectId} and messages.at > ${then} and messages.author_id in (${people})`

/** Days without school there since then, by its calendar. */
const offSince = (since: SQL, day: string) => offDays({ schoolId, since, day })

/** Notes when each school of a project was last heard. Nothing is written where nothing is new. */
export async function updateHeard(db: DbOrTx, id: string): Promise<void> {
  await db
    .update(projectSchools)
    .set({ heardAt: sql`(select max(at) from (${wroteSince(known)}) wrote)` })
    .where(
      and(
        eq(projectSchools.projectId, id),
        isNull(projectSchools.leftAt),
        sql`exists (select from (${wroteSince(known)}) wrote)`,
      ),
    )
}

/** The schools of a project, with how many days with school have gone since each was heard. */
export const listHeard = (db: DbOrTx, id: string, day: string) =>
  db
    .select({
      id: schools.id,
      name: schools.name,
      heardAt: sql<Date>`${known}`.mapWith(projectSchools.joinedAt),
      days: sql<number>`(${day}::date - ${known}::date - ${offSince(known, day)})::int`,
    })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .where(and(eq(projectSchools.projectId, id), isNull(projectSchools.leftAt), eq(schools.kind, 'school')))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name))

interface Silence {
  /** The day it is at the office. */
  day: string
  /** After so many weeks with school, where the pact says nothing of it. */
  usualWeeks: number
}

const place = alias(schools, 'place')

/**
 * Open projects in which one school is silent for twice as long as the pact allows, while another is not: the one that was
 * silent for longest of those that are. What is known of it may be older than it is; whoever is on the list was not heard since.
 */
export function listSilentPartners(db: DbOrTx, page: DeskPage, { day, usualWeeks }: Silence) {
  // Cursors are in milliseconds.
  const since = sql`date_trunc('milliseconds', ${known})`
  const allowed = sql`14 * coalesce((select (${dossier.value}->>0)::int from ${dossier}
    where ${dossier.projectId} = ${projectId} and ${dossier.field} = 'silence'), ${usualWeeks}::int)`
  const silent = db
    .selectDistinctOn([projectSchools.projectId], {
      projectId: projectSchools.projectId,
      name: projects.name,
      partner: sql<string>`${schools.name}`.as('partner'),
      since: since.as('since'),
      founderId: founderOf(sql`project_schools.project_id`, page.countryCode).as('founder_id'),
    })
    .from(projectSchools)
    .innerJoin(projects, eq(projects.id, projectSchools.projectId))
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .where(
      and(
        eq(projects.state, 'open'),
        eq(schools.kind, 'school'),
        isNull(projectSchools.leftAt),
        sql`${day}::date - ${known}::date >= ${allowed}`,
        sql`${day}::date - ${known}::date - ${offSince(known, day)} >= ${allowed}`,
        sql`exists (select from project_schools other where other.project_id = ${projectId} and other.left_at is null
          and other.school_id <> ${schoolId} and coalesce(other.heard_at, other.joined_at) > ${known} + interval '7 days')`,
        sql`not exists (select from (${wroteSince(known)}) wrote)`,
      ),
    )
    .orderBy(projectSchools.projectId, since, projectSchools.schoolId)
    .as('silent')
  return db
    .select({
      id: silent.projectId,
      title: silent.name,
      partner: silent.partner,
      since: sql<Date>`${silent.since}`.mapWith(projects.createdAt),
      school: { id: place.id, name: place.name, town: place.town },
      region: { id: regions.id, name: regions.name },
    })
    .from(silent)
    .innerJoin(place, eq(place.id, silent.founderId))
    .leftJoin(regions, eq(regions.id, place.regionId))
    .where(
      and(
        page.regions === 'all' ? undefined : inArray(place.regionId, page.regions),
        page.after === null
          ? undefined
          : sql`(${silent.since}, ${silent.projectId}) > (${page.after.since.toISOString()}::timestamptz, ${page.after.id}::uuid)`,
      ),
    )
    .orderBy(asc(silent.since), asc(silent.projectId))
    .limit(page.limit)
}
