import { and, asc, desc, eq, gt, isNotNull, isNull, ne, or, sql, type SQLWrapper } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { awards } from '../schema/awards.ts'
import { channels, messages } from '../schema/chat.ts'
import { mails } from '../schema/mails.ts'
import { mandates, offices } from '../schema/offices.ts'
import { invitations, members, projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import { credentials, users } from '../schema/users.ts'

/* Staff who go: what they must hand over, what goes with them, and what stays without their name. */

/** Projects that go on, of which they are the one owner, while others are in them. */
export const listOnlyOwned = (db: DbOrTx, userId: string) =>
  db
    .select({ id: projects.id, name: projects.name })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.userId, userId),
        eq(members.role, 'owner'),
        isNull(members.leftAt),
        ne(projects.state, 'archived'),
        sql`not exists (select from ${members} m join ${users} u on u.id = m.user_id where m.project_id = ${projects.id}
          and m.user_id <> ${userId} and m.role = 'owner' and m.left_at is null and u.suspended_at is null)`,
        sql`exists (select from ${members} m where m.project_id = ${projects.id} and m.user_id <> ${userId} and m.left_at is null)`,
      ),
    )
    .orderBy(asc(projects.name), asc(projects.id))

/** Open circles in which they are, and nobody else who may sign in: nobody would look after who comes in. */
export async function listLeftEmpty(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: projects.id })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.userId, userId),
        isNull(members.leftAt),
        eq(projects.kind, 'circle'),
        eq(projects.state, 'open'),
        sql`not exists (select from ${members} m join ${users} u on u.id = m.user_id where m.project_id = ${projects.id}
          and m.user_id <> ${userId} and m.left_at is null and u.suspended_at is null)`,
      ),
    )
  return rows.map(({ id }) => id)
}

/** Who has been a teacher in a project longest, but for this person. */
export async function findLongestTeacher(db: DbOrTx, projectId: string, butId: string) {
  const [row] = await db
    .select({ userId: members.userId, schoolId: members.schoolId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.projectId, projectId),
        ne(members.userId, butId),
        eq(members.role, 'teacher'),
        isNull(members.leftAt),
        isNull(users.suspendedAt),
      ),
    )
    .orderBy(asc(members.joinedAt), asc(members.position))
    .limit(1)
  return row ?? null
}

/** The school that set this installation up (`listInstallationAdmins`): without an administrator nobody could open another. */
const isFirst = sql`${schools.id} = (select s.id from ${schools} s order by s.created_at, s.id limit 1)`

/** Their school, where they are its one administrator, and others are there or all the installation hangs on it. */
export const listOnlyAdministered = (db: DbOrTx, userId: string) =>
  db
    .select({ id: schools.id, name: schools.name })
    .from(users)
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(
      and(
        eq(users.id, userId),
        eq(users.isSchoolAdmin, true),
        sql`not exists (select from ${users} u where u.school_id = ${schools.id} and u.id <> ${userId}
          and u.is_school_admin and u.suspended_at is null)`,
        or(
          isFirst,
          sql`exists (select from ${users} u where u.school_id = ${schools.id} and u.id <> ${userId} and u.anonymised_at is null)`,
        ),
      ),
    )

/** Offices of which they are anything. */
export async function listOfficeIdsOf(db: DbOrTx, userId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ id: mandates.officeId }).from(mandates).where(eq(mandates.userId, userId))
  return rows.map(({ id }) => id)
}

/** The day it is now at a school, by its row. */
const dayAt = (now: Date, timeZone: SQLWrapper) =>
  sql`(${now.toISOString()}::timestamptz at time zone ${timeZone})::date`

/** Open offices of which they are the one director today, by the office's calendar. Who is kept out directs nothing. */
export function listOnlyDirected(db: DbOrTx, userId: string, now: Date) {
  const today = dayAt(now, schools.timeZone)
  return db
    .select({ id: schools.id, name: schools.name })
    .from(mandates)
    .innerJoin(offices, eq(offices.schoolId, mandates.officeId))
    .innerJoin(schools, eq(schools.id, offices.schoolId))
    .where(
      and(
        eq(mandates.userId, userId),
        eq(mandates.post, 'director'),
        isNull(offices.closedOn),
        sql`${mandates.fromDate} <= ${today}`,
        sql`(${mandates.toDate} is null or ${mandates.toDate} > ${today})`,
        sql`not exists (select from ${mandates} o join ${users} u on u.id = o.user_id where o.office_id = ${offices.schoolId}
          and o.user_id <> ${userId} and o.post = 'director' and u.suspended_at is null
          and o.from_date <= ${today} and (o.to_date is null or o.to_date > ${today}))`,
      ),
    )
}

/** What of somebody stays, under their id alone: where they were, what they decided and what they made. */
const staying = [
  'approvals',
  'channels',
  'help_requests',
  'mandates',
  'members',
  'message_reactions',
  'pending_branches',
  'pending_objects',
  'placements',
  'poll_choices',
  'returned_writing',
  'seen_months',
  'terms',
  'vote_marks',
  'writing_rules',
]

/** Every other table whose rows are somebody's alone: those that would go with their row. */
async function listOwnColumns(tx: Tx): Promise<{ table: string; column: string }[]> {
  const found = await tx.execute<{ table: string; column: string }>(sql`select c.conrelid::regclass::text as "table",
    a.attname as "column" from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confdeltype = 'c' and c.confrelid = 'users'::regclass and cardinality(c.conkey) = 1`)
  return [...found].filter(({ table }) => !staying.includes(table))
}

/** What is theirs alone. */
export async function deleteOwn(tx: Tx, userId: string): Promise<void> {
  for (const { table, column } of await listOwnColumns(tx))
    await tx.execute(sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${userId}`)
}

/** Certificates name them no more; that there was an award stays. */
async function blankAwards(tx: Tx, userId: string): Promise<void> {
  const isThem = JSON.stringify([{ id: userId }])
  const people = sql`(select jsonb_agg(case when p->>'id' = ${userId} then p || '{"name": null}' else p end order by n)
    from jsonb_array_elements(${awards.shown}->'people') with ordinality as all_people (p, n))`
  await tx
    .update(awards)
    .set({ shown: sql`jsonb_set(${awards.shown}, '{people}', ${people})` })
    .where(sql`${awards.shown}->'people' @> ${isThem}::jsonb`)
}

/** Who lost their name after this moment: what they had begun then may have been written since. */
export async function listGoneSince(db: DbOrTx, since: Date): Promise<string[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.kind, 'staff'), gt(users.anonymisedAt, since)))
  return rows.map(({ id }) => id)
}

/** Takes away all that says who they were. The row stays, so that what was true on a day can be told without a name. */
export async function anonymiseUser(tx: Tx, userId: string, at: Date): Promise<void> {
  const address = sql`(select ${credentials.email} from ${credentials} where ${credentials.userId} = ${userId})`
  await tx.delete(mails).where(eq(mails.address, address))
  // An invitation to an office is to an address, which stands in it.
  const isToThem = or(
    eq(invitations.email, address),
    and(eq(invitations.acceptedBy, userId), isNotNull(invitations.email)),
  )
  await tx.delete(invitations).where(isToThem)
  await deleteOwn(tx, userId)
  await blankAwards(tx, userId)
  await tx.update(projects).set({ coFounderId: null }).where(eq(projects.coFounderId, userId))
  await tx
    .update(members)
    .set({ leftAt: at })
    .where(and(eq(members.userId, userId), isNull(members.leftAt)))
  // Each ends by the calendar of where it was.
  const endedAt = (houseId: SQLWrapper) => ({
    toDate: sql`greatest((select ${dayAt(at, sql`s.time_zone`)} from ${schools} s where s.id = ${houseId}), from_date)`,
  })
  await tx
    .update(terms)
    .set({ ...endedAt(terms.schoolId), isNamed: false })
    .where(and(eq(terms.userId, userId), isNull(terms.toDate)))
  await tx
    .update(mandates)
    .set(endedAt(mandates.officeId))
    .where(and(eq(mandates.userId, userId), isNull(mandates.toDate)))
  const nobody = { displayName: '–', isSchoolAdmin: false, locale: null, theme: 'system', shape: null } as const
  const gone = { suspendedAt: at, waitingSince: null, lastSeenOn: null, anonymisedAt: at }
  await tx
    .update(users)
    .set({ ...nobody, ...gone })
    .where(eq(users.id, userId))
}

/** Where they are, or were, and as what. */
export const listMemberships = (db: DbOrTx, userId: string) =>
  db
    .select({
      projectId: projects.id,
      project: projects.name,
      kind: projects.kind,
      openedAt: projects.openedAt,
      role: members.role,
      school: schools.name,
      from: members.joinedAt,
      /** Nobody is in a project longer than it goes on. */
      to: sql<Date | null>`coalesce(${members.leftAt}, ${projects.archivedAt})`.mapWith(members.leftAt),
    })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .innerJoin(schools, eq(schools.id, members.schoolId))
    .where(eq(members.userId, userId))
    .orderBy(asc(members.joinedAt), asc(projects.id))

/** Everything that they were at any school and at any office. */
export const listPosts = (db: DbOrTx, userId: string) =>
  db
    .select({ school: schools.name, post: terms.post, from: terms.fromDate, to: terms.toDate })
    .from(terms)
    .innerJoin(schools, eq(schools.id, terms.schoolId))
    .where(eq(terms.userId, userId))
    .orderBy(asc(terms.fromDate), asc(schools.name))

export const listMandates = (db: DbOrTx, userId: string) =>
  db
    .select({ office: schools.name, post: mandates.post, from: mandates.fromDate, to: mandates.toDate })
    .from(mandates)
    .innerJoin(schools, eq(schools.id, mandates.officeId))
    .where(eq(mandates.userId, userId))
    .orderBy(asc(mandates.fromDate), asc(schools.name))

/** What they said, the newest first. */
export const listOwnMessages = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select({ id: messages.id, projectId: channels.projectId, at: messages.at, text: messages.text })
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(and(eq(messages.authorId, userId), isNull(messages.deletedAt)))
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(limit)
