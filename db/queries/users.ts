import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { authenticators } from '../schema/authenticators.ts'
import { classroomPupils, classrooms } from '../schema/classrooms.ts'
import { mails } from '../schema/mails.ts'
import { invitations, members, projects } from '../schema/projects.ts'
import { mandates, offices } from '../schema/offices.ts'
import { newcomers } from '../schema/registrations.ts'
import { schools } from '../schema/schools.ts'
import { credentials, seenMonths, sessions, users } from '../schema/users.ts'

const inviters = alias(users, 'inviters')

type NewUser = typeof users.$inferInsert
export type UserRow = typeof users.$inferSelect
export type UserChanges = Partial<
  Pick<
    UserRow,
    | 'displayName'
    | 'pseudonym'
    | 'locale'
    | 'theme'
    | 'shape'
    | 'isSchoolAdmin'
    | 'suspendedAt'
    | 'waitingSince'
    | 'warnedAt'
    | 'hiddenAt'
  >
>

/** Whether anybody at all is here: a fresh installation has nobody. */
export async function hasAnyUser(db: DbOrTx): Promise<boolean> {
  const rows = await db.select({ id: users.id }).from(users).limit(1)
  return rows.length > 0
}

/** Gives the ids, in the order of the people. */
export async function insertUsers(db: DbOrTx, people: NewUser[]): Promise<string[]> {
  if (people.length === 0) return []
  const rows = await db.insert(users).values(people).returning({ id: users.id })
  return rows.map((row) => row.id)
}

export async function findUser(db: DbOrTx, userId: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, userId))
  return row ?? null
}

export async function updateUser(db: DbOrTx, userId: string, changes: UserChanges): Promise<void> {
  // A request that began before somebody went must not bring their name back.
  const isThem = and(eq(users.id, userId), isNull(users.anonymisedAt))
  if (Object.keys(changes).length > 0) await db.update(users).set(changes).where(isThem)
}

/** Notes the day on which somebody is here; an earlier one is never put back. */
export async function updateLastSeen(db: DbOrTx, userId: string, day: string): Promise<void> {
  await db
    .update(users)
    .set({ lastSeenOn: day, warnedAt: null, hiddenAt: null })
    .where(
      and(eq(users.id, userId), isNull(users.anonymisedAt), or(isNull(users.lastSeenOn), lt(users.lastSeenOn, day))),
    )
  const isStaff = and(eq(users.id, userId), eq(users.kind, 'staff'), isNull(users.anonymisedAt))
  const month = db.select({ userId: users.id, month: sql<string>`${`${day.slice(0, 7)}-01`}::date`.as('month') })
  await db.insert(seenMonths).select(month.from(users).where(isStaff)).onConflictDoNothing()
}

export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx.delete(users).where(eq(users.id, userId))
}

/** What somebody is at open offices today, by the calendar of each: the posts, with spaces between. */
const heldPosts = (
  now: Date,
) => sql<string>`(select coalesce(string_agg(distinct ${mandates.post}, ' '), '') from ${mandates}
  inner join ${offices} on ${offices.schoolId} = ${mandates.officeId} and ${offices.closedOn} is null
  inner join ${schools} house on house.id = ${offices.schoolId}
  cross join lateral (select (${now.toISOString()}::timestamptz at time zone house.time_zone)::date as day) today
  where ${mandates.userId} = ${users.id} and ${mandates.fromDate} <= today.day
  and (${mandates.toDate} is null or ${mandates.toDate} > today.day))`

/** Whether the country of a person's school has an open office, for whoever is of a school. */
const hasOffice = sql<boolean>`exists (select from ${offices}
  where ${offices.countryCode} = ${schools.countryCode} and ${offices.closedOn} is null and ${schools.kind} <> 'office')`

/** Whether an office is open anywhere. */
const hasProgramme = sql<boolean>`exists (select from ${offices} where ${offices.closedOn} is null)`

/** A login with its person, their school and a pupil's first classroom: all that the session's view shows. */
export async function findSignedIn(db: DbOrTx, sessionId: string, now: Date) {
  const [row] = await db
    .select({
      user: users,
      school: {
        id: schools.id,
        name: schools.name,
        town: schools.town,
        countryCode: schools.countryCode,
        timeZone: schools.timeZone,
      },
      classroom: { id: classrooms.id, name: classrooms.name, ageFrom: classrooms.ageFrom },
      officePosts: heldPosts(now),
      hasOffice,
      hasProgramme,
      expiresAt: sessions.expiresAt,
      isSharedDevice: sessions.isSharedDevice,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .leftJoin(classroomPupils, eq(classroomPupils.userId, users.id))
    .leftJoin(classrooms, and(eq(classrooms.id, classroomPupils.classroomId), isNull(classrooms.archivedAt)))
    .where(eq(sessions.id, sessionId))
    .orderBy(asc(sql`${classrooms.id} is null`), asc(classrooms.createdAt))
    .limit(1)
  return row ?? null
}

/** Whether they bring something besides their password. */
const hasSecondStep = sql<boolean>`exists (select from ${authenticators} where ${authenticators.userId} = ${users.id})`

/** Whether the last letter to the person's address came back. */
const isMailRefused = sql<boolean>`coalesce((select ${mails.state} = 'bounced' from ${mails}
  where ${mails.userId} = ${users.id} and ${mails.address} = ${credentials.email} and ${mails.endedAt} is not null
  order by ${mails.endedAt} desc limit 1), false)`

/** Staff of a school by name, with their addresses. */
export async function listStaff(db: DbOrTx, schoolId: string) {
  return db
    .select({
      id: users.id,
      displayName: users.displayName,
      email: credentials.email,
      isSchoolAdmin: users.isSchoolAdmin,
      suspendedAt: users.suspendedAt,
      isMailRefused,
      hasSecondStep,
    })
    .from(users)
    .leftJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        eq(users.schoolId, schoolId),
        eq(users.kind, 'staff'),
        isNull(users.waitingSince),
        isNull(users.anonymisedAt),
      ),
    )
    .orderBy(asc(users.displayName), asc(users.id))
}

/** Staff who wait to be confirmed, the longest first, with the link they came by, if they did not sign up by themselves. */
export async function listWaitingStaff(db: DbOrTx, schoolId: string) {
  return db
    .select({
      id: users.id,
      displayName: users.displayName,
      email: credentials.email,
      waitingSince: users.waitingSince,
      role: invitations.role,
      inviter: inviters.displayName,
      project: projects.name,
      /** What they said they are, who came by themselves. */
      post: newcomers.post,
    })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .leftJoin(newcomers, eq(newcomers.userId, users.id))
    .leftJoin(invitations, eq(invitations.acceptedBy, users.id))
    .leftJoin(inviters, eq(inviters.id, invitations.createdBy))
    .leftJoin(projects, eq(projects.id, invitations.projectId))
    .where(and(eq(users.schoolId, schoolId), isNotNull(users.waitingSince)))
    .orderBy(asc(users.waitingSince), asc(users.id))
}

/** Holds a person's row until the transaction ends. Null where there is nobody. */
export async function lockUser(tx: Tx, userId: string): Promise<UserRow | null> {
  const [row] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
  return row ?? null
}

/** Holds the administrators of a school until the transaction ends; gives the ids of those who may sign in. */
export async function lockSchoolAdmins(tx: Tx, schoolId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: users.id, suspendedAt: users.suspendedAt })
    .from(users)
    .where(and(eq(users.schoolId, schoolId), eq(users.isSchoolAdmin, true)))
    .orderBy(asc(users.id))
    .for('no key update')
  return rows.filter((row) => row.suspendedAt === null).map((row) => row.id)
}

/** Projects the person is in now: where their name is on screens. */
export async function listProjectIdsOf(db: DbOrTx, userId: string): Promise<string[]> {
  const rows = await db
    .select({ projectId: members.projectId })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.leftAt)))
  return rows.map((row) => row.projectId)
}

/** Whether a pupil has a place in another classroom, or ever was in a project: then the account stays. */
export async function hasOtherPlaces(db: DbOrTx, userId: string, classroomId: string) {
  const [classroom] = await db
    .select({ id: classroomPupils.classroomId })
    .from(classroomPupils)
    .where(and(eq(classroomPupils.userId, userId), ne(classroomPupils.classroomId, classroomId)))
    .limit(1)
  const [project] = await db.select({ id: members.projectId }).from(members).where(eq(members.userId, userId)).limit(1)
  return { hasClassroom: classroom !== undefined, hasProject: project !== undefined }
}

/** Administrators of the school that set this installation up, which is its oldest. */
export async function listInstallationAdmins(db: DbOrTx): Promise<string[]> {
  const oldest = db.select({ id: schools.id }).from(schools).orderBy(asc(schools.createdAt), asc(schools.id)).limit(1)
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.schoolId, sql`(${oldest})`), eq(users.isSchoolAdmin, true), isNull(users.suspendedAt)))
  return rows.map((row) => row.id)
}

/** Those of these people who are pupils. */
export async function pupilsAmong(db: DbOrTx, ids: readonly (string | null)[]): Promise<string[]> {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  if (asked.length === 0) return []
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, asked), eq(users.kind, 'pupil')))
  return rows.map(({ id }) => id)
}
