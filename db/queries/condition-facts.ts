import { sql, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import type { Post, Scheme } from '../schema/values.ts'

/*
 * Dated rows that conditions look at (`server/campaigns/facts.ts`), of one school or of all of a country in the same few
 * statements. Days are by the calendar of the school; a last day is the first on which something is over.
 */

/** One school, or those of a country; or its institutions. */
export type WhichSchools = { schoolId: string } | { countryCode: string; kind?: 'institution' }

const isAsked = (which: WhichSchools): SQL =>
  'schoolId' in which
    ? sql`s.id = ${which.schoolId}::uuid`
    : sql`s.country_code = ${which.countryCode} and s.kind = ${which.kind ?? 'school'} and s.merged_into is null`

export interface SchoolRow extends Record<string, unknown> {
  id: string
  name: string
  town: string
  countryCode: string
  nationalCode: string | null
  regionId: string | null
  closedOn: string | null
}

export const listAskedSchools = async (db: DbOrTx, which: WhichSchools): Promise<SchoolRow[]> => [
  ...(await db.execute<SchoolRow>(sql`select s.id, s.name, s.town, s.country_code as "countryCode",
    s.national_code as "nationalCode", s.region_id as "regionId", s.closed_on::text as "closedOn"
    from schools s where ${isAsked(which)} order by s.folded, s.id`)),
]

export interface TermRow extends Record<string, unknown> {
  schoolId: string
  userId: string
  post: Post
  from: string
  to: string | null
  /** The last month up to the day in which they were here. */
  seen: string | null
}

/**
 * Posts that were held at all. When somebody was here is looked for up to that day, where it is asked: their last day of all is
 * at hand, and the months before it are looked through only where that day is later.
 */
export async function listAskedTerms(
  db: DbOrTx,
  which: WhichSchools,
  { day, isSeenAsked }: { day: string; isSeenAsked: boolean },
): Promise<TermRow[]> {
  const seen = isSeenAsked
    ? sql`case when date_trunc('month', u.last_seen_on) <= ${day}::date then date_trunc('month', u.last_seen_on)::date::text
        else (select max(m.month)::text from seen_months m where m.user_id = t.user_id and m.month <= ${day}::date) end`
    : sql`null::text`
  const person = isSeenAsked ? sql`join users u on u.id = t.user_id` : sql``
  return [
    ...(await db.execute<TermRow>(sql`select t.school_id as "schoolId", t.user_id as "userId", t.post,
      t.from_date::text as "from", t.to_date::text as "to", ${seen} as seen
      from terms t join schools s on s.id = t.school_id ${person}
      where ${isAsked(which)} and (t.to_date is null or t.to_date > t.from_date) and t.from_date <= ${day}::date`)),
  ]
}

export interface PartRow extends Record<string, unknown> {
  schoolId: string
  projectId: string
  kind: 'european' | 'national' | 'school' | 'training'
  from: string
  to: string | null
}

/** Projects that schools were in by that day. */
export const listAskedParts = async (db: DbOrTx, which: WhichSchools, day: string): Promise<PartRow[]> => [
  ...(await db.execute<PartRow>(sql`select ps.school_id as "schoolId", ps.project_id as "projectId", p.kind,
    (ps.joined_at at time zone s.time_zone)::date::text as "from",
    (ps.left_at at time zone s.time_zone)::date::text as "to"
    from project_schools ps join schools s on s.id = ps.school_id join projects p on p.id = ps.project_id
    where ${isAsked(which)} and p.kind <> 'circle' and (ps.joined_at at time zone s.time_zone)::date <= ${day}::date`)),
]

export interface StateRow extends Record<string, unknown> {
  projectId: string
  state: 'draft' | 'waiting_partner' | 'waiting_office' | 'open' | 'closed' | 'archived'
  from: string
}

/** Of these schools' projects: those that were archived at all, with all their states. Of the others nothing hangs on it. */
export const listArchivedStates = async (db: DbOrTx, which: WhichSchools): Promise<StateRow[]> => [
  ...(await db.execute<StateRow>(sql`select c.project_id as "projectId", c.state,
    (c.at at time zone 'UTC')::date::text as "from" from project_state_changes c
    where c.project_id in (select ps.project_id from project_schools ps join schools s on s.id = ps.school_id
      join project_state_changes a on a.project_id = ps.project_id and a.state = 'archived' where ${isAsked(which)})
    order by c.number`)),
]

export interface AwardRow extends Record<string, unknown> {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string | null
  schoolId: string | null
  countryCode: string | null
  points: string | number | null
  awardedOn: string
  validUntil: string | null
  withdrawnOn: string | null
}

/** The day on which one was withdrawn is of this calendar. */
export const awardColumns = (
  zone: string,
) => sql`a.id, a.scheme, a.project_id as "projectId", a.user_id as "userId", a.school_id as "schoolId",
  a.country_code as "countryCode", a.points, a.awarded_on::text as "awardedOn", a.valid_until::text as "validUntil",
  (a.withdrawn_at at time zone ${zone})::date::text as "withdrawnOn"`

/** Of these schools, and of the projects that they were in. */
export const listAskedAwards = async (db: DbOrTx, which: WhichSchools): Promise<AwardRow[]> => [
  ...(await db.execute<AwardRow>(sql`select ${awardColumns('UTC')} from awards a
    where a.school_id in (select s.id from schools s where ${isAsked(which)})
      or a.project_id in (select ps.project_id from project_schools ps join schools s on s.id = ps.school_id
        where ${isAsked(which)})`)),
]

/** Names for what proves something: of staff of this school, and of projects that it was in. */
export async function listProofNames(db: DbOrTx, schoolId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const wanted = sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select u.id, u.display_name as name from users u where u.id = any(${wanted})
      and exists (select from terms t where t.user_id = u.id and t.school_id = ${schoolId}::uuid)
    union all select p.id, p.name from projects p where p.id = any(${wanted})
      and exists (select from project_schools ps where ps.project_id = p.id and ps.school_id = ${schoolId}::uuid)`)
  return new Map([...rows].map(({ id, name }) => [id, name]))
}
