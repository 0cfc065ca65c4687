import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { applications } from '../schema/applications.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import { schools } from '../schema/schools.ts'

/* Schools that an office invites to apply, and their staff who hear of it. */

const listOf = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`

/** Of these schools those that were in the campaign by no means yet; each has an application that waits for a first author. */
export async function insertInvited(
  tx: Tx,
  { campaignId, schoolIds, at }: { campaignId: string; schoolIds: readonly string[]; at: Date },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into applications (campaign_id, school_id, state, language, created_at)
    select ${campaignId}::uuid, s.id, 'invited', s.locale, ${at.toISOString()}::timestamptz
    from schools s where s.id = any(${listOf(schoolIds)})
    on conflict do nothing returning id`)
  return [...rows].map(({ id }) => id)
}

const staff = sql`from applications a join users u on u.school_id = a.school_id join credentials c on c.user_id = u.id
  where u.kind = 'staff' and u.suspended_at is null and u.waiting_since is null`

/** Behind the bell of all staff of the schools of these applications. Gives how many that were. */
export async function insertInvitedNotices(
  tx: Tx,
  { applicationIds, actorId, at }: { applicationIds: readonly string[]; actorId: string; at: Date },
): Promise<number> {
  const rows = await tx.execute<{ n: number }>(sql`with made as (
      insert into notices (user_id, kind, at, actor_id, application_id)
      select u.id, 'application_invited', ${at.toISOString()}::timestamptz, ${actorId}::uuid, a.id
      ${staff} and a.id = any(${listOf(applicationIds)}) returning id)
    select count(*)::int as n from made`)
  return [...rows][0]?.n ?? 0
}

/** Into the outbox for the same people. Who is invited by two campaigns at once gets one letter that names both. */
export async function insertInvitedMails(tx: Tx, applicationIds: readonly string[], at: Date): Promise<void> {
  await tx.execute(sql`
    insert into mails (kind, address, user_id, next_at, created_at)
    select 'application_invited', c.email, u.id, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    ${staff} and a.id = any(${listOf(applicationIds)})
    on conflict do nothing`)
}

/** How many schools of a campaign have an application, by whichever way they came to it. */
export async function countSchoolsIn(db: DbOrTx, campaignId: string): Promise<number> {
  const rows = await db.execute<{ n: number }>(sql`select count(*)::int as n from applications
    where campaign_id = ${campaignId}::uuid and school_id is not null`)
  return [...rows][0]?.n ?? 0
}

/** Campaigns to which a school is invited, or whose application it writes, and that have not ended. */
export const listOpenInvitations = (db: DbOrTx, schoolId: string, now: Date) =>
  db
    .select({ titles: rulebooks.titles, closesAt: campaigns.closesAt, timeZone: schools.timeZone })
    .from(applications)
    .innerJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .innerJoin(schools, eq(schools.id, campaigns.officeId))
    .where(
      and(
        eq(applications.schoolId, schoolId),
        inArray(applications.state, ['invited', 'draft']),
        eq(campaigns.state, 'open'),
        gt(campaigns.closesAt, now),
      ),
    )
    .orderBy(asc(campaigns.closesAt))
