import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { classroomPupils, classrooms, classroomTeachers } from '../schema/classrooms.ts'
import { cards, users } from '../schema/users.ts'

type ClassroomRow = typeof classrooms.$inferSelect
export type ClassroomChanges = Partial<Pick<ClassroomRow, 'name' | 'ageFrom' | 'ageTo' | 'archivedAt' | 'leftOn'>>

/** Classrooms of a school by name, with their pupils, the pupils who hold a card, and whether this person teaches there. */
export async function listClassrooms(db: DbOrTx, schoolId: string, userId: string) {
  return db
    .select({
      id: classrooms.id,
      name: classrooms.name,
      ageFrom: classrooms.ageFrom,
      ageTo: classrooms.ageTo,
      archivedAt: classrooms.archivedAt,
      leftOn: classrooms.leftOn,
      pupilCount: countDistinct(classroomPupils.userId),
      cardCount: countDistinct(cards.userId),
      isMine: sql<boolean>`bool_or(${classroomTeachers.userId} is not null)`,
    })
    .from(classrooms)
    .leftJoin(classroomPupils, eq(classroomPupils.classroomId, classrooms.id))
    .leftJoin(cards, and(eq(cards.userId, classroomPupils.userId), isNull(cards.voidedAt)))
    .leftJoin(
      classroomTeachers,
      and(eq(classroomTeachers.classroomId, classrooms.id), eq(classroomTeachers.userId, userId)),
    )
    .where(eq(classrooms.schoolId, schoolId))
    .groupBy(classrooms.id)
    .orderBy(asc(classrooms.name))
}

/** Gives the id, or null where the school has a classroom of that name. */
export async function insertClassroom(tx: Tx, classroom: typeof classrooms.$inferInsert): Promise<string | null> {
  const [row] = await tx
    .insert(classrooms)
    .values(classroom)
    .onConflictDoNothing({ target: [classrooms.schoolId, classrooms.name] })
    .returning({ id: classrooms.id })
  return row?.id ?? null
}

export async function findClassroom(db: DbOrTx, classroomId: string): Promise<ClassroomRow | null> {
  const [row] = await db.select().from(classrooms).where(eq(classrooms.id, classroomId))
  return row ?? null
}

/** Holds a classroom's row until the transaction ends: its list of pupils stands still. */
export async function lockClassroom(tx: Tx, classroomId: string): Promise<ClassroomRow | null> {
  const [row] = await tx.select().from(classrooms).where(eq(classrooms.id, classroomId)).for('no key update')
  return row ?? null
}

/** Whether another classroom of the school has this name. */
export async function isClassroomNameTaken(db: DbOrTx, classroom: { id: string; schoolId: string }, name: string) {
  const [row] = await db
    .select({ count: count() })
    .from(classrooms)
    .where(and(eq(classrooms.schoolId, classroom.schoolId), eq(classrooms.name, name), ne(classrooms.id, classroom.id)))
  return (row?.count ?? 0) > 0
}

export async function updateClassroom(tx: Tx, classroomId: string, changes: ClassroomChanges): Promise<void> {
  if (Object.keys(changes).length > 0) await tx.update(classrooms).set(changes).where(eq(classrooms.id, classroomId))
}

/** Pupils of a classroom by name. */
export async function listClassroomPupils(db: DbOrTx, classroomId: string) {
  return db
    .select({ id: users.id, displayName: users.displayName, pseudonym: users.pseudonym })
    .from(classroomPupils)
    .innerJoin(users, eq(users.id, classroomPupils.userId))
    .where(eq(classroomPupils.classroomId, classroomId))
    .orderBy(asc(users.displayName), asc(users.id))
}

/** The cards that open for pupils of a classroom: at most one each, the newest. */
export async function listOpenCards(db: DbOrTx, classroomId: string) {
  return db
    .selectDistinctOn([cards.userId], {
      userId: cards.userId,
      createdAt: cards.createdAt,
      lastUsedAt: cards.lastUsedAt,
      isKept: isNotNull(cards.sealed).mapWith(Boolean),
    })
    .from(cards)
    .innerJoin(classroomPupils, eq(classroomPupils.userId, cards.userId))
    .where(and(eq(classroomPupils.classroomId, classroomId), isNull(cards.voidedAt)))
    .orderBy(cards.userId, desc(cards.createdAt))
}

export async function insertClassroomPupils(tx: Tx, classroomId: string, userIds: string[]): Promise<void> {
  if (userIds.length > 0) await tx.insert(classroomPupils).values(userIds.map((userId) => ({ classroomId, userId })))
}

export async function deleteClassroomPupil(tx: Tx, classroomId: string, userId: string): Promise<void> {
  await tx
    .delete(classroomPupils)
    .where(and(eq(classroomPupils.classroomId, classroomId), eq(classroomPupils.userId, userId)))
}

/** Which of these people are pupils of the classroom. */
export async function listPupilsAmong(db: DbOrTx, classroomId: string, userIds: string[]) {
  if (userIds.length === 0) return []
  return db
    .select({ id: users.id, displayName: users.displayName, schoolId: users.schoolId })
    .from(classroomPupils)
    .innerJoin(users, eq(users.id, classroomPupils.userId))
    .where(and(eq(classroomPupils.classroomId, classroomId), inArray(users.id, userIds)))
    .orderBy(asc(users.displayName), asc(users.id))
}

export async function listClassroomTeachers(db: DbOrTx, classroomId: string) {
  return db
    .select({ id: users.id, displayName: users.displayName })
    .from(classroomTeachers)
    .innerJoin(users, eq(users.id, classroomTeachers.userId))
    .where(eq(classroomTeachers.classroomId, classroomId))
    .orderBy(asc(users.displayName), asc(users.id))
}

/** Nothing happens where the person teaches there already. */
export async function insertClassroomTeacher(tx: Tx, classroomId: string, userId: string): Promise<void> {
  await tx.insert(classroomTeachers).values({ classroomId, userId }).onConflictDoNothing()
}

/** False where the person did not teach there. */
export async function deleteClassroomTeacher(tx: Tx, classroomId: string, userId: string): Promise<boolean> {
  const rows = await tx
    .delete(classroomTeachers)
    .where(and(eq(classroomTeachers.classroomId, classroomId), eq(classroomTeachers.userId, userId)))
    .returning({ userId: classroomTeachers.userId })
  return rows.length > 0
}
