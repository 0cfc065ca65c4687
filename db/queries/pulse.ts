import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx } from '../client.ts'
import { dossier } from '../schema/dossier.ts'
import { projects, projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { offDays } from './off-days.ts'
import { type DeskPage, founderOf, isOfCountry } from './office-desk.ts'

/*
 * When a school of a project was last heard: somebody of it wrote in a document or in the chat. A tab that begins to write in
 * a document is a row of `contributions`, so that the log, which is long and holds all bytes, is never read for it.
 */

interface Heard {
  projectId: SQL
  schoolId: SQL
  /** Up to when it is known; what is older is not read again. */
  known: SQL
}

const heard: Heard = {
  projectId: sql`project_schools.project_id`,
  schoolId: sql`project_schools.school_id`,
  known: sql`coalesce(project_schools.heard_at, project_schools.joined_at)`,
}
const { known } = heard

function wroteSince({ projectId, schoolId, known: then }: Heard) {
  const people = sql`select user_id from members where project_id = ${projectId} and school_id = ${schoolId}`
  return sql`
  select contributions.first_at as at from documents join contributions on contributions.document_id = documents.id
  where documents.project_id = ${projectId} and contributions.first_at > ${then} and contributions.user_id in (${people})
  union all
  select messages.at from channels join messages on messages.channel_id = channels.id
  where channels.project_id = ${projectId} and messages.at > ${then} and messages.author_id in (${people})`
}

/** Days with school there since it was heard, by its calendar. */
const daysSince = ({ schoolId, known: since }: Heard, day: string) =>
  sql<number>`(${day}::date - ${since}::date - ${offDays({ schoolId, since, day })})`

/** Notes when each school of a project was last heard. Nothing is written where nothing is new. */
export async function updateHeard(db: DbOrTx, id: string): Promise<void> {
  await db
    .update(projectSchools)
    .set({ heardAt: sql`(select max(at) from (${wroteSince(heard)}) wrote)` })
    .where(
      and(
        eq(projectSchools.projectId, id),
        isNull(projectSchools.leftAt),
        sql`exists (select from (${wroteSince(heard)}) wrote)`,
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
      days: daysSince(heard, day),
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
  const allowed = sql<number>`14 * coalesce((${dossier.value}->>0)::int, ${usualWeeks}::int)`
  const { projectId, schoolId } = heard
  // In an order of its own: what has to be looked up for each is looked up for those that are left of this.
  const quiet = db
    .select({
      projectId: projectSchools.projectId,
      schoolId: projectSchools.schoolId,
      name: projects.name,
      partner: sql<string>`${schools.name}`.as('partner'),
      known: sql<Date>`${known}`.as('known'),
      allowed: allowed.as('allowed'),
    })
    .from(projectSchools)
    .innerJoin(projects, eq(projects.id, projectSchools.projectId))
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .leftJoin(dossier, and(eq(dossier.projectId, projectSchools.projectId), eq(dossier.field, 'silence')))
    .where(
      and(
        eq(projects.state, 'open'),
        eq(schools.kind, 'school'),
        isNull(projectSchools.leftAt),
        isOfCountry(projectId, page.countryCode),
        sql`${day}::date - ${known}::date >= ${allowed}`,
        sql`exists (select from project_schools other where other.project_id = ${projectId} and other.left_at is null
          and other.school_id <> ${schoolId} and coalesce(other.heard_at, other.joined_at) > ${known} + interval '7 days')`,
      ),
    )
    .orderBy(projectSchools.projectId, known, projectSchools.schoolId)
    .as('quiet')
  const found: Heard = {
    projectId: sql`${quiet.projectId}`,
    schoolId: sql`${quiet.schoolId}`,
    known: sql`${quiet.known}`,
  }
  const silent = db
    .selectDistinctOn([quiet.projectId], {
      projectId: quiet.projectId,
      name: quiet.name,
      partner: quiet.partner,
      // Cursors are in milliseconds.
      since: sql`date_trunc('milliseconds', ${quiet.known})`.as('since'),
    })
    .from(quiet)
    .where(
      and(
        sql`${daysSince(found, day)} >= ${quiet.allowed}`,
        sql`not exists (select from (${wroteSince(found)}) wrote)`,
      ),
    )
    .orderBy(quiet.projectId, quiet.known, quiet.schoolId)
    .as('silent')
  const founder = sql`lateral ${founderOf(sql`${silent.projectId}`, page.countryCode)} founder`
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
    .innerJoin(founder, sql`true`)
    .innerJoin(place, sql`${place.id} = founder.school_id`)
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
