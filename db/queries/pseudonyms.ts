import { and, eq, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { classroomPupils, classrooms, classroomTeachers } from '../schema/classrooms.ts'
import { members } from '../schema/projects.ts'
import { pseudonymRequests, users } from '../schema/users.ts'

/** Pseudonyms of a school's pupils, and those that pupils ask for. */
export async function listPseudonymsOfSchool(db: DbOrTx, schoolId: string): Promise<string[]> {
  const rows = await db
    .select({ pseudonym: users.pseudonym, asked: pseudonymRequests.pseudonym })
    .from(users)
    .leftJoin(pseudonymRequests, eq(pseudonymRequests.userId, users.id))
    .where(and(eq(users.schoolId, schoolId), eq(users.kind, 'pupil')))
  return rows.flatMap(({ pseudonym, asked }) => [pseudonym, asked]).filter((name) => name !== null)
}

const own = alias(members, 'own')

/**
 * Pseudonyms, and those asked for, of everybody this pupil must not be taken for: pupils of their school, and of every
 * project they are or were in, also those who have left, whose words are still there.
 */
export async function listPseudonymsAround(db: DbOrTx, pupil: { id: string; schoolId: string }): Promise<string[]> {
  const isMet = sql`exists (select from ${members} join ${members} as ${own} on ${own.projectId} = ${members.projectId}
    where ${members.userId} = ${users.id} and ${own.userId} = ${pupil.id})`
  const rows = await db
    .select({ pseudonym: users.pseudonym, asked: pseudonymRequests.pseudonym })
    .from(users)
    .leftJoin(pseudonymRequests, eq(pseudonymRequests.userId, users.id))
    .where(and(isNotNull(users.pseudonym), ne(users.id, pupil.id), or(eq(users.schoolId, pupil.schoolId), isMet)))
  return rows.flatMap(({ pseudonym, asked }) => [pseudonym, asked]).filter((name) => name !== null)
}

/** Pupils who are or were in a project, with their pseudonyms. */
export async function listPseudonymsOfProject(db: DbOrTx, projectId: string) {
  const rows = await db
    .select({ userId: users.id, schoolId: users.schoolId, pseudonym: users.pseudonym })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.projectId, projectId), isNotNull(users.pseudonym)))
    .orderBy(members.position)
  return rows.map((row) => ({ ...row, pseudonym: row.pseudonym ?? '' }))
}

/** Projects a person is or was in, in the order in which they are to be locked. */
export async function listProjectIdsEver(db: DbOrTx, userId: string): Promise<string[]> {
  const rows = await db
    .select({ projectId: members.projectId })
    .from(members)
    .where(eq(members.userId, userId))
    .orderBy(members.projectId)
  return rows.map((row) => row.projectId)
}

/** What a pupil asks for, or null. */
export async function findPseudonymRequest(db: DbOrTx, userId: string) {
  const [row] = await db.select().from(pseudonymRequests).where(eq(pseudonymRequests.userId, userId))
  return row ?? null
}

/** A pupil asks for one at a time: the newest. */
export async function upsertPseudonymRequest(tx: Tx, request: typeof pseudonymRequests.$inferInsert): Promise<void> {
  const { pseudonym, askedAt } = request
  await tx
    .insert(pseudonymRequests)
    .values(request)
    .onConflictDoUpdate({ target: pseudonymRequests.userId, set: { pseudonym, askedAt } })
}

/** Takes a request away and gives it, or null where there is none. */
export async function deletePseudonymRequest(tx: Tx, userId: string) {
  const [row] = await tx.delete(pseudonymRequests).where(eq(pseudonymRequests.userId, userId)).returning()
  return row ?? null
}

/** What the pupils of a classroom ask for. */
export async function listPseudonymRequests(db: DbOrTx, classroomId: string) {
  return db
    .select({ userId: pseudonymRequests.userId, pseudonym: pseudonymRequests.pseudonym })
    .from(pseudonymRequests)
    .innerJoin(classroomPupils, eq(classroomPupils.userId, pseudonymRequests.userId))
    .where(eq(classroomPupils.classroomId, classroomId))
}

/** Who teaches a pupil, and where. Those who may not sign in are left out. */
export async function listTeachersOfPupil(db: DbOrTx, userId: string) {
  return db
    .select({ userId: classroomTeachers.userId, classroomId: classroomTeachers.classroomId })
    .from(classroomPupils)
    .innerJoin(classroomTeachers, eq(classroomTeachers.classroomId, classroomPupils.classroomId))
    .innerJoin(users, and(eq(users.id, classroomTeachers.userId), isNull(users.suspendedAt)))
    .where(eq(classroomPupils.userId, userId))
}

const requestsOfTeacher = (db: DbOrTx, teacherId: string, isMeant: SQL | undefined) =>
  db
    .selectDistinctOn([pseudonymRequests.askedAt, pseudonymRequests.userId], {
      userId: pseudonymRequests.userId,
      pseudonym: pseudonymRequests.pseudonym,
      askedAt: pseudonymRequests.askedAt,
      classroomId: classrooms.id,
      classroom: classrooms.name,
    })
    .from(pseudonymRequests)
    .innerJoin(classroomPupils, eq(classroomPupils.userId, pseudonymRequests.userId))
    .innerJoin(classrooms, eq(classrooms.id, classroomPupils.classroomId))
    .innerJoin(
      classroomTeachers,
      and(eq(classroomTeachers.classroomId, classrooms.id), eq(classroomTeachers.userId, teacherId)),
    )
    .where(isMeant)
    .orderBy(pseudonymRequests.askedAt, pseudonymRequests.userId, classrooms.id)

/** What pupils of a teacher's classrooms ask for who are in a project. */
export async function listPseudonymRequestsFor(db: DbOrTx, projectId: string, teacherId: string) {
  const isIn = sql`exists (select from ${members} where ${members.projectId} = ${projectId}
    and ${members.userId} = ${pseudonymRequests.userId} and ${members.leftAt} is null)`
  return requestsOfTeacher(db, teacherId, isIn)
}

/** What a pupil of this teacher asks for, and in which of their classrooms. */
export async function findPseudonymClassroom(db: DbOrTx, userId: string, teacherId: string) {
  const [row] = await requestsOfTeacher(db, teacherId, eq(pseudonymRequests.userId, userId))
  return row ?? null
}
