import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import type { DecisionOutcome, Scheme } from '../schema/values.ts'
import type { AwardRow, StateRow } from './condition-facts.ts'

/* Dated rows that conditions look at, of one project, one person and one application. Days are by the calendar of the office. */

/** A project with the states that it was in and what it was given; null where there is none. */
export async function findProjectFacts(db: DbOrTx, projectId: string, zone: string) {
  const [project] = await db.execute<{ id: string; kind: 'european' | 'national' | 'school' | 'training' }>(
    sql`select id, kind from projects where id = ${projectId}::uuid and kind <> 'circle'`,
  )
  if (!project) return null
  const states = await db.execute<
    Pick<StateRow, 'state' | 'from'>
  >(sql`select state, (at at time zone ${zone})::date::text as "from"
    from project_state_changes where project_id = ${projectId}::uuid order by number`)
  const awards = await db.execute<AwardRow>(sql`select id, scheme, project_id as "projectId", user_id as "userId",
    school_id as "schoolId", country_code as "countryCode", points, awarded_on::text as "awardedOn",
    valid_until::text as "validUntil", (withdrawn_at at time zone ${zone})::date::text as "withdrawnOn"
    from awards where project_id = ${projectId}::uuid`)
  return { ...project, states: [...states], awards: [...awards] }
}

interface MemberRow extends Record<string, unknown> {
  projectId: string
  role: 'owner' | 'teacher' | 'visitor' | 'pupil_admin' | 'pupil' | 'guest'
  from: string
  to: string | null
}
interface AppliedRow extends Record<string, unknown> {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string | null
  submittedOn: string
  outcome: DecisionOutcome | null
}

/** Of which projects somebody was, and what they handed in. What was taken back is not among it. */
export async function findPersonFacts(db: DbOrTx, userId: string, zone: string) {
  const memberships = await db.execute<MemberRow>(sql`select project_id as "projectId", role,
    (joined_at at time zone ${zone})::date::text as "from", (left_at at time zone ${zone})::date::text as "to"
    from members where user_id = ${userId}::uuid`)
  const applied = await db.execute<AppliedRow>(sql`select a.id, r.scheme, a.project_id as "projectId",
    a.user_id as "userId", (a.submitted_at at time zone ${zone})::date::text as "submittedOn",
    (select d.outcome from decisions d where d.application_id = a.id order by d.decided_at desc limit 1) as outcome
    from applications a join campaigns c on c.id = a.campaign_id join rulebooks r on r.id = c.rulebook_id
    where a.user_id = ${userId}::uuid and a.state in ('submitted', 'judged', 'decided')`)
  return { memberships: [...memberships], applied: [...applied] }
}

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
