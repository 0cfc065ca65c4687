import { sql, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import type { DecisionOutcome, Scheme } from '../schema/values.ts'
import { awardColumns, type AwardRow, type StateRow } from './condition-facts.ts'

/* Dated rows that conditions look at, of many projects in the same few statements. Days are by one calendar. */

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

const idsIn = (ids: readonly string[]): SQL => sql`any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

export const listStatesOf = async (db: DbOrTx, projectIds: readonly string[], zone: string): Promise<StateRow[]> => [
  ...(await db.execute<StateRow>(sql`select project_id as "projectId", state, (at at time zone ${zone})::date::text as "from"
    from project_state_changes where project_id = ${idsIn(projectIds)} order by number`)),
]

export const listAwardsOf = async (db: DbOrTx, projectIds: readonly string[]): Promise<AwardRow[]> => [
  ...(await db.execute<AwardRow>(sql`select ${awardColumns} from awards a where a.project_id = ${idsIn(projectIds)}`)),
]

interface TeacherRow extends Record<string, unknown> {
  projectId: string
  userId: string
  role: 'owner' | 'teacher' | 'visitor'
  from: string
  to: string | null
}

/** Adults who are or were in them: a pupil applies for nothing. */
export const listAdultsOf = async (db: DbOrTx, projectIds: readonly string[], zone: string): Promise<TeacherRow[]> => [
  ...(await db.execute<TeacherRow>(sql`select project_id as "projectId", user_id as "userId", role,
    (joined_at at time zone ${zone})::date::text as "from", (left_at at time zone ${zone})::date::text as "to"
    from members where project_id = ${idsIn(projectIds)} and role in ('owner', 'teacher', 'visitor')`)),
]

interface AppliedRow extends Record<string, unknown> {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string
  submittedOn: string
  outcome: DecisionOutcome | null
}

/** What these people handed in, for anything. */
export const listAppliedBy = async (db: DbOrTx, userIds: readonly string[], zone: string): Promise<AppliedRow[]> => [
  ...(await db.execute<AppliedRow>(sql`select a.id, r.scheme, a.project_id as "projectId", a.user_id as "userId",
    (a.submitted_at at time zone ${zone})::date::text as "submittedOn", null::text as outcome
    from applications a join campaigns c on c.id = a.campaign_id join rulebooks r on r.id = c.rulebook_id
    where a.user_id = ${idsIn(userIds)} and a.state in ('submitted', 'judged', 'decided')`)),
]
