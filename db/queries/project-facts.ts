import { sql, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import type { DecisionOutcome, memberRoles, Scheme } from '../schema/values.ts'
import { awardColumns, type AwardRow, type StateRow } from './condition-facts.ts'

/* Dated rows that conditions look at, of one project or many in the same few statements. Days are by one calendar: that of the office. */

interface ProjectRow extends Record<string, unknown> {
  id: string
  name: string
  kind: 'european' | 'national' | 'school' | 'training'
}

/** Those that have opened, of a country or of all, the newest first. */
export const listOpenedProjects = async (
  db: DbOrTx,
  { countryCode, limit }: { countryCode: string | null; limit: number },
): Promise<ProjectRow[]> => {
  const isHere: SQL =
    countryCode === null
      ? sql`true`
      : sql`exists (select from project_schools ps join schools s on s.id = ps.school_id
          where ps.project_id = p.id and s.country_code = ${countryCode})`
  return [
    ...(await db.execute<ProjectRow>(sql`select p.id, p.name, p.kind from projects p
      where p.kind <> 'circle' and p.state in ('open', 'closed', 'archived') and ${isHere}
      order by p.created_at desc, p.id limit ${limit}`)),
  ]
}

/** Null where it is none that is recognised. */
export async function findProjectRow(db: DbOrTx, projectId: string): Promise<ProjectRow | null> {
  const [row] = await db.execute<ProjectRow>(
    sql`select id, name, kind from projects where id = ${projectId}::uuid and kind <> 'circle'`,
  )
  return row ?? null
}

const idsIn = (ids: readonly string[]): SQL => sql`any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

export const listStatesOf = async (db: DbOrTx, projectIds: readonly string[], zone: string): Promise<StateRow[]> => [
  ...(await db.execute<StateRow>(sql`select project_id as "projectId", state, (at at time zone ${zone})::date::text as "from"
    from project_state_changes where project_id = ${idsIn(projectIds)} order by number`)),
]

export const listAwardsOf = async (db: DbOrTx, projectIds: readonly string[], zone: string): Promise<AwardRow[]> => [
  ...(await db.execute<AwardRow>(
    sql`select ${awardColumns(zone)} from awards a where a.project_id = ${idsIn(projectIds)}`,
  )),
]

interface MemberRow extends Record<string, unknown> {
  projectId: string
  userId: string
  role: (typeof memberRoles)[number]
  from: string
  to: string | null
}

const memberColumns = (zone: string) => sql`project_id as "projectId", user_id as "userId", role,
  (joined_at at time zone ${zone})::date::text as "from", (left_at at time zone ${zone})::date::text as "to"`

/** Adults who are or were in them: a pupil applies for nothing. */
export const listAdultsOf = async (db: DbOrTx, projectIds: readonly string[], zone: string): Promise<MemberRow[]> => [
  ...(await db.execute<MemberRow>(sql`select ${memberColumns(zone)} from members
    where project_id = ${idsIn(projectIds)} and role in ('owner', 'teacher', 'visitor')`)),
]

/** Of which projects somebody is or was. */
export const listMembershipsOf = async (db: DbOrTx, userId: string, zone: string): Promise<MemberRow[]> => [
  ...(await db.execute<MemberRow>(sql`select ${memberColumns(zone)} from members where user_id = ${userId}::uuid`)),
]

interface AppliedRow extends Record<string, unknown> {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string
  submittedOn: string
  outcome: DecisionOutcome | null
}

/** What these people handed in, for anything, and what came of it. What was taken back is not among it. */
export const listAppliedBy = async (db: DbOrTx, userIds: readonly string[], zone: string): Promise<AppliedRow[]> => [
  ...(await db.execute<AppliedRow>(sql`select a.id, r.scheme, a.project_id as "projectId", a.user_id as "userId",
    (a.submitted_at at time zone ${zone})::date::text as "submittedOn", (select d.outcome from decisions d where d.application_id = a.id order by d.decided_at desc limit 1) as outcome
    from applications a join campaigns c on c.id = a.campaign_id join rulebooks r on r.id = c.rulebook_id
    where a.user_id = ${idsIn(userIds)} and a.state in ('submitted', 'judged', 'decided')`)),
]

/** Questions that were answered with yes, and who stands by the application since when. */
export async function findApplicationFacts(db: DbOrTx, applicationId: string, zone: string) {
  const yes = await db.execute<{ field: string; on: string }>(sql`select field,
    (changed_at at time zone ${zone})::date::text as "on" from application_answers
    where application_id = ${applicationId}::uuid and text = 'yes'`)
  const endorsers = await db.execute<{ userId: string; on: string; kind: string }>(sql`select p.user_id as "userId",
    (p.confirmed_at at time zone ${zone})::date::text as "on", s.kind from application_people p
    join users u on u.id = p.user_id join schools s on s.id = u.school_id
    where p.application_id = ${applicationId}::uuid and p.part = 'endorser' and p.confirmed_at is not null`)
  return { yes: [...yes], endorsers: [...endorsers] }
}
