import { and, asc, eq, inArray, isNotNull, isNull, max, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared } from '../prepared.ts'
import { classroomPupils } from '../schema/classrooms.ts'
import { documents } from '../schema/documents.ts'
import { groupMembers, members } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { insertAskChannels } from './chat-channels.ts'
import { listOf } from './document-log.ts'

type MemberRole = typeof members.$inferSelect.role

interface NewMember {
  userId: string
  schoolId: string
  role: MemberRole
  /** Now, where nothing is said. */
  joinedAt?: Date
}

/**
 * Brings people into a project, in the given order; gives the ids of those who were not in it. Who was here before
 * comes back with the old position, so that colours stay. Pupils get their channel to the teachers. The caller holds `lockProject` and has put the school in.
 */
export async function insertMembers(tx: Tx, projectId: string, people: NewMember[]): Promise<string[]> {
  if (people.length === 0) return []
  const ids = people.map((person) => person.userId)
  const known = await tx
    .select({ userId: members.userId, leftAt: members.leftAt })
    .from(members)
    .where(and(eq(members.projectId, projectId), inArray(members.userId, ids)))
  const [last] = await tx
    .select({ position: max(members.position) })
    .from(members)
    .where(eq(members.projectId, projectId))
  const first = (last?.position ?? -1) + 1
  const isKnown = new Set(known.map((row) => row.userId))
  const fresh = people.filter((person) => !isKnown.has(person.userId))
  const back = new Set(known.filter((row) => row.leftAt !== null).map((row) => row.userId))
  if (fresh.length > 0)
    await tx.insert(members).values(fresh.map((person, index) => ({ ...person, projectId, position: first + index })))
  for (const person of people.filter((one) => back.has(one.userId)))
    await tx
      .update(members)
      .set({ leftAt: null, role: person.role, schoolId: person.schoolId })
      .where(and(eq(members.projectId, projectId), eq(members.userId, person.userId)))
  const pupils = people.filter(({ role }) => role === 'pupil' || role === 'pupil_admin')
  await insertAskChannels(
    tx,
    projectId,
    pupils.map((person) => person.userId),
  )
  return people.filter((person) => !isKnown.has(person.userId) || back.has(person.userId)).map((one) => one.userId)
}

const memberColumns = {
  userId: members.userId,
  role: members.role,
  position: members.position,
  kind: users.kind,
  displayName: users.displayName,
  pseudonym: users.pseudonym,
  chosenShape: users.shape,
  school: { id: schools.id, name: schools.name, countryCode: schools.countryCode },
  groupId: groupMembers.groupId,
}

const selectMembers = (db: DbOrTx) =>
  db
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(schools, eq(schools.id, members.schoolId))
    .leftJoin(groupMembers, and(eq(groupMembers.projectId, members.projectId), eq(groupMembers.userId, members.userId)))

export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number]

/** Who is in a project now, in the order of joining. */
export async function listMembers(db: DbOrTx, projectId: string) {
  return selectMembers(db)
    .where(and(eq(members.projectId, projectId), isNull(members.leftAt)))
    .orderBy(asc(members.position))
}

/** Who has one of these roles now in a project, or in those of these documents. Asked every few seconds of a lesson. */
export async function listUserIdsInRoles(
  db: DbOrTx,
  where: { projectId: string } | { documentIds: readonly string[] },
  roles: readonly MemberRole[],
): Promise<string[]> {
  const projectIds =
    'projectId' in where
      ? sql`(${where.projectId}::uuid)`
      : sql`(select ${documents.projectId} from ${documents} where ${documents.id} = any(${listOf(where.documentIds)}::uuid[]))`
  const rows = await runPrepared<{ userId: string }>(
    db,
    sql`select distinct ${members.userId} as "userId" from ${members}
      where ${members.projectId} in ${projectIds} and ${members.leftAt} is null and ${members.role} = any(${listOf(roles)}::text[])`,
  )
  return rows.map(({ userId }) => userId)
}

/** Who was in a project and is no more, in the order of joining. */
export async function listFormerMembers(db: DbOrTx, projectId: string): Promise<MemberRow[]> {
  return selectMembers(db)
    .where(and(eq(members.projectId, projectId), isNotNull(members.leftAt)))
    .orderBy(asc(members.position))
}

/** One person who is in the project now, or null. */
export async function findMember(db: DbOrTx, projectId: string, userId: string) {
  const [row] = await selectMembers(db).where(
    and(eq(members.projectId, projectId), eq(members.userId, userId), isNull(members.leftAt)),
  )
  return row ?? null
}

export async function updateMemberRole(tx: Tx, projectId: string, userId: string, role: MemberRole): Promise<void> {
  await tx
    .update(members)
    .set({ role })
    .where(and(eq(members.projectId, projectId), eq(members.userId, userId)))
}

/** Takes a person out; the row stays, so that what they wrote keeps its colour. */
export async function updateMemberLeft(tx: Tx, projectId: string, userId: string, leftAt: Date): Promise<void> {
  await tx
    .update(members)
    .set({ leftAt })
    .where(and(eq(members.projectId, projectId), eq(members.userId, userId)))
}

/** Whether somebody else owns a project, too. Who may not sign in looks after nothing. */
export async function hasOtherOwner(db: DbOrTx, projectId: string, userId: string): Promise<boolean> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.projectId, projectId),
        ne(members.userId, userId),
        eq(members.role, 'owner'),
        isNull(members.leftAt),
        isNull(users.suspendedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Which of these are pupils of this school who may sign in. */
export async function listPupilsOfSchool(db: DbOrTx, schoolId: string, userIds: string[]) {
  if (userIds.length === 0) return []
  return db
    .select({ userId: users.id })
    .from(users)
    .where(
      and(inArray(users.id, userIds), eq(users.schoolId, schoolId), eq(users.kind, 'pupil'), isNull(users.suspendedAt)),
    )
    .orderBy(asc(users.displayName), asc(users.id))
}

/** Pupils of these classrooms who may sign in, each once, by name. */
export async function listPupilsOfClassrooms(db: DbOrTx, classroomIds: string[]) {
  if (classroomIds.length === 0) return []
  return db
    .selectDistinct({ userId: users.id, displayName: users.displayName })
    .from(classroomPupils)
    .innerJoin(users, eq(users.id, classroomPupils.userId))
    .where(and(inArray(classroomPupils.classroomId, classroomIds), isNull(users.suspendedAt)))
    .orderBy(asc(users.displayName), asc(users.id))
}
