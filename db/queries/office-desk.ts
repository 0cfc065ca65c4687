import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias, type PgColumn } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { approvals } from '../schema/approvals.ts'
import { messageReports } from '../schema/contacts.ts'
import { helpRequests, officePromises } from '../schema/help.ts'
import { projects } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { isForOfficer } from './message-reports.ts'
import { offDays } from './off-days.ts'

/*
 * What waits at an office, the longest waiting first. Each list is cut by what it is sorted by, so that a page costs as much
 * as it holds, however long the list is.
 */

export interface DeskPage {
  officeId: string
  /** Null: the office of Europe. */
  countryCode: string | null
  /** The day it is at the office. */
  day: string
  regions: 'all' | string[]
  /** What has waited longer was on an earlier page. */
  after: { since: Date; id: string } | null
  limit: number
}

const place = alias(schools, 'place')

const placeColumns = {
  school: { id: place.id, name: place.name, town: place.town },
  region: { id: regions.id, name: regions.name },
}

const isIn = ({ regions: reach }: DeskPage) => (reach === 'all' ? undefined : inArray(place.regionId, reach))

const isAfter = (since: PgColumn | SQL, id: PgColumn, { after }: DeskPage) =>
  after === null ? undefined : sql`(${since}, ${id}) > (${after.since.toISOString()}::timestamptz, ${after.id}::uuid)`

/** Of a project the school of the country that founded it first: where it lies. */
export const founderOf = (projectId: SQL, countryCode: string | null) => sql<string>`(
  select founder.school_id from project_schools founder join schools at_home on at_home.id = founder.school_id
  where founder.project_id = ${projectId} and founder.standing = 'founder'
    and ${countryCode === null ? sql`true` : sql`at_home.country_code = ${countryCode}`}
  order by founder.joined_at, founder.school_id limit 1)`

/** Projects that a school of the country has founded. */
export const isOfCountry = (projectId: SQL, countryCode: string | null) => sql`exists (
  select from project_schools founding join schools home on home.id = founding.school_id
  where founding.project_id = ${projectId} and founding.standing = 'founder'
    and ${countryCode === null ? sql`true` : sql`home.country_code = ${countryCode}`})`

/** On the desk of Europe too: an appeal to an office whose only director has refused. */
const isHere = ({ officeId, countryCode, day }: DeskPage) => {
  const own = eq(approvals.officeId, officeId)
  if (countryCode !== null) return own
  const refuser = sql`(select before.decided_by from approvals before where before.id = approvals.appeals)`
  return or(
    own,
    sql`${approvals.appeals} is not null and not exists (
      select from mandates m join users u on u.id = m.user_id
      where m.office_id = approvals.office_id and m.post = 'director' and u.suspended_at is null
      and m.from_date <= ${day} and (m.to_date is null or m.to_date > ${day}) and m.user_id is distinct from ${refuser})`,
  )
}

/** People, schools, institutions and projects that somebody decides about. */
export const listWaitingApprovals = (
  db: DbOrTx,
  page: DeskPage,
  kind: 'person' | 'school' | 'institution' | 'project' | null,
) =>
  db
    .select({
      id: approvals.id,
      state: approvals.state,
      since: approvals.askedAt,
      isAppeal: sql<boolean>`${approvals.appeals} is not null`,
      person: users.displayName,
      project: projects.name,
      projectId: approvals.projectId,
      isOfSchool: sql<boolean>`${approvals.schoolId} is not null`,
      schoolKind: place.kind,
      ...placeColumns,
    })
    .from(approvals)
    .leftJoin(users, eq(users.id, approvals.userId))
    .leftJoin(projects, eq(projects.id, approvals.projectId))
    .leftJoin(
      place,
      eq(
        place.id,
        sql`coalesce(${approvals.schoolId}, ${users.schoolId}, ${founderOf(sql`approvals.project_id`, page.countryCode)})`,
      ),
    )
    .leftJoin(regions, eq(regions.id, place.regionId))
    .where(
      and(
        isHere(page),
        inArray(approvals.state, ['waiting', 'question']),
        kind === null ? undefined : isOfKind(kind),
        isIn(page),
        isAfter(approvals.askedAt, approvals.id, page),
      ),
    )
    .orderBy(asc(approvals.askedAt), asc(approvals.id))
    .limit(page.limit)

function isOfKind(kind: 'person' | 'school' | 'institution' | 'project'): SQL | undefined {
  if (kind === 'person') return sql`${approvals.userId} is not null`
  if (kind === 'project') return sql`${approvals.projectId} is not null`
  return and(
    sql`${approvals.schoolId} is not null`,
    kind === 'institution' ? eq(place.kind, 'institution') : sql`${place.kind} <> 'institution'`,
  )
}

const taker = alias(users, 'taker')

/** Requests for help that wait for an answer; never one's own. */
export const listWaitingHelp = (db: DbOrTx, page: DeskPage, userId: string) =>
  db
    .select({
      id: helpRequests.id,
      since: helpRequests.waitingSince,
      title: helpRequests.title,
      kind: helpRequests.kind,
      holder: helpRequests.holder,
      person: users.displayName,
      taker: taker.displayName,
      projectId: helpRequests.projectId,
      ...placeColumns,
    })
    .from(helpRequests)
    .innerJoin(users, eq(users.id, helpRequests.askedBy))
    .innerJoin(place, eq(place.id, users.schoolId))
    .leftJoin(taker, eq(taker.id, helpRequests.assignedTo))
    .leftJoin(regions, eq(regions.id, helpRequests.regionId))
    .where(
      and(
        eq(helpRequests.officeId, page.officeId),
        eq(helpRequests.state, 'open'),
        sql`${helpRequests.askedBy} <> ${userId}`,
        page.regions === 'all' ? undefined : inArray(helpRequests.regionId, page.regions),
        isAfter(helpRequests.waitingSince, helpRequests.id, page),
      ),
    )
    .orderBy(asc(helpRequests.waitingSince), asc(helpRequests.id))
    .limit(page.limit)

const reporter = alias(users, 'reporter')

/** Messages between teachers that were reported; never what one has reported oneself, or what is reported of oneself. */
export const listWaitingMessages = (db: DbOrTx, page: DeskPage, userId: string) =>
  db
    .select({ id: messageReports.id, since: messageReports.at, subject: users.displayName, ...placeColumns })
    .from(messageReports)
    .leftJoin(users, eq(users.id, messageReports.subjectId))
    .leftJoin(reporter, eq(reporter.id, messageReports.reporterId))
    .leftJoin(place, eq(place.id, reporter.schoolId))
    .leftJoin(regions, eq(regions.id, place.regionId))
    .where(
      and(
        eq(messageReports.officeId, page.officeId),
        eq(messageReports.state, 'open'),
        isForOfficer(userId),
        isIn(page),
        isAfter(messageReports.at, messageReports.id, page),
      ),
    )
    .orderBy(asc(messageReports.at), asc(messageReports.id))
    .limit(page.limit)

interface Silence {
  /** The day it is at the office. */
  day: string
  now: Date
  /** Weeks with school in which nobody wrote. */
  weeks: number
}

/**
 * Open projects in which no school has written for so many weeks with school: a day off of the founding school does not count.
 * When anything was written last stands with each document and each channel (`changed_at`, `last_at`), so that neither log nor
 * messages are read.
 */
export function listSilentProjects(db: DbOrTx, page: DeskPage, { day, now, weeks }: Silence) {
  const before = new Date(now.getTime() - weeks * 7 * 86_400_000).toISOString()
  // Read once for all of them: asked for one after the other, some thousand projects are some thousand questions.
  const written = sql`(select project_id, max(changed_at) as at from documents group by project_id) written`
  const said = sql`(select project_id, max(last_at) as at from channels group by project_id) said`
  // Cursors are in milliseconds.
  const since = sql`date_trunc('milliseconds', greatest(projects.created_at, written.at, said.at))`
  const silent = db
    .select({ id: projects.id, name: projects.name, since: since.as('since') })
    .from(projects)
    .leftJoin(written, sql`written.project_id = projects.id`)
    .leftJoin(said, sql`said.project_id = projects.id`)
    .where(
      and(
        eq(projects.state, 'open'),
        sql`${projects.kind} <> 'circle'`,
        sql`${since} < ${before}::timestamptz`,
        isOfCountry(sql`projects.id`, page.countryCode),
        isAfter(since, projects.id, page),
      ),
    )
    .orderBy(since, projects.id)
    .as('silent')
  // In order, so that founder and days off are looked up for as many as a page takes, and not for all that are silent.
  const founder = sql`lateral ${founderOf(sql`${silent.id}`, page.countryCode)} founder`
  const off = offDays({ schoolId: sql`founder.school_id`, since: sql`${silent.since}`, day })
  return db
    .select({
      id: silent.id,
      title: silent.name,
      since: sql<Date>`${silent.since}`.mapWith(projects.createdAt),
      ...placeColumns,
    })
    .from(silent)
    .innerJoin(founder, sql`true`)
    .innerJoin(place, sql`${place.id} = founder.school_id`)
    .leftJoin(regions, eq(regions.id, place.regionId))
    .where(and(sql`${day}::date - ${silent.since}::date - ${off} >= ${weeks * 7}`, isIn(page)))
    .orderBy(asc(silent.since), asc(silent.id))
    .limit(page.limit)
}

type PromiseRow = typeof officePromises.$inferSelect

/** Null where the office has said nothing of its own. */
export async function findPromises(db: DbOrTx, officeId: string): Promise<PromiseRow | null> {
  const [row] = await db.select().from(officePromises).where(eq(officePromises.officeId, officeId))
  return row ?? null
}

export async function upsertPromises(tx: Tx, row: PromiseRow): Promise<void> {
  await tx.insert(officePromises).values(row).onConflictDoUpdate({ target: officePromises.officeId, set: row })
}
