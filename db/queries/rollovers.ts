import { asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { classroomPupils, classrooms } from '../schema/classrooms.ts'
import { members } from '../schema/projects.ts'
import { rollovers } from '../schema/rollovers.ts'
import { schools } from '../schema/schools.ts'
import { cards } from '../schema/users.ts'

/** What the school teaches, where somebody said. */
export async function listLevels(db: DbOrTx, schoolId: string): Promise<string[]> {
  const [row] = await db.select({ levels: schools.levels }).from(schools).where(eq(schools.id, schoolId))
  return row?.levels ?? []
}

/** All classrooms of a school, archived ones too, held until the transaction ends. */
export const lockClassroomsOf = (tx: Tx, schoolId: string) =>
  tx.select().from(classrooms).where(eq(classrooms.schoolId, schoolId)).orderBy(asc(classrooms.id)).for('no key update')

interface Renamed {
  id: string
  name: string
  ageFrom: number
  ageTo: number
  archivedAt: Date | null
  leftOn: string | null
}

/** One takes the name of another that takes the next one's: first all let go of theirs. */
export async function updateClassroomNames(tx: Tx, rows: readonly Renamed[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await tx
    .update(classrooms)
    .set({ name: sql`${classrooms.id}::text` })
    .where(inArray(classrooms.id, ids))
  for (const { id, ...row } of rows) await tx.update(classrooms).set(row).where(eq(classrooms.id, id))
}

/** Of these classrooms: their pupils, the cards that open for those, and projects in which one of them is. */
export async function countAround(db: DbOrTx, classroomIds: string[]) {
  const [row] = await db
    .select({
      pupils: sql<number>`count(distinct ${classroomPupils.userId})::int`,
      cards: sql<number>`count(distinct ${cards.userId})::int`,
      projects: sql<number>`count(distinct ${members.projectId})::int`,
    })
    .from(classroomPupils)
    .leftJoin(cards, sql`${cards.userId} = ${classroomPupils.userId} and ${cards.voidedAt} is null`)
    .leftJoin(members, sql`${members.userId} = ${classroomPupils.userId} and ${members.leftAt} is null`)
    .where(inArray(classroomPupils.classroomId, classroomIds))
  return row ?? { pupils: 0, cards: 0, projects: 0 }
}

/** By classroom. */
export async function countPupils(db: DbOrTx, classroomIds: string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ id: classroomPupils.classroomId, pupils: count() })
    .from(classroomPupils)
    .where(inArray(classroomPupils.classroomId, classroomIds))
    .groupBy(classroomPupils.classroomId)
  return new Map(rows.map(({ id, pupils }) => [id, pupils]))
}

export type RolloverRow = typeof rollovers.$inferSelect

export async function insertRollover(tx: Tx, row: typeof rollovers.$inferInsert): Promise<string> {
  const [made] = await tx.insert(rollovers).values(row).returning({ id: rollovers.id })
  if (!made) throw new Error('a rollover was inserted without a row')
  return made.id
}

/** The newest of a school, undone or not. */
export async function findLastRollover(db: DbOrTx, schoolId: string): Promise<RolloverRow | null> {
  const [row] = await db
    .select()
    .from(rollovers)
    .where(eq(rollovers.schoolId, schoolId))
    .orderBy(desc(rollovers.doneAt))
    .limit(1)
  return row ?? null
}

export async function updateRolloverUndone(tx: Tx, rolloverId: string, undoneAt: Date): Promise<void> {
  await tx.update(rollovers).set({ undoneAt }).where(eq(rollovers.id, rolloverId))
}
