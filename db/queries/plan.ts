import { and, eq, isNull, ne } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { calendarKeys, planReminders } from '../schema/plan.ts'
import { members, projects } from '../schema/projects.ts'
import { users } from '../schema/users.ts'
import { notAway } from './writing-rules.ts'

/** The document that is the plan of a project, whatever its state, or null. */
export async function findPlan(db: DbOrTx, projectId: string) {
  const [row] = await db
    .select({ id: documents.id, state: documents.state })
    .from(documents)
    .where(and(eq(documents.projectId, projectId), eq(documents.isPlan, true)))
  return row ?? null
}

const isInUse = and(eq(documents.isPlan, true), ne(documents.state, 'removed'), ne(projects.state, 'archived'))

/** Plans of projects that go on. */
export async function listPlans(db: DbOrTx) {
  return db
    .select({ id: documents.id, projectId: documents.projectId })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .where(isInUse)
}

/** The same of the projects that somebody is in and is not kept away from. */
export async function listPlansOf(db: DbOrTx, userId: string) {
  return db
    .select({ id: documents.id, projectId: documents.projectId, projectName: projects.name })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId), isNull(members.leftAt)))
    .where(and(isInUse, notAway({ projectId: members.projectId, userId: members.userId })))
}

/** When the address of somebody's calendar was made, or null. */
export async function findCalendarKey(db: DbOrTx, userId: string): Promise<{ madeAt: Date } | null> {
  const [row] = await db
    .select({ madeAt: calendarKeys.madeAt })
    .from(calendarKeys)
    .where(eq(calendarKeys.userId, userId))
  return row ?? null
}

/** Whose calendar has this secret in its address, where they may still sign in. */
export async function findCalendarOwner(db: DbOrTx, keyHash: string) {
  const [row] = await db
    .select({ id: users.id, schoolId: users.schoolId, locale: users.locale })
    .from(calendarKeys)
    .innerJoin(users, eq(users.id, calendarKeys.userId))
    .where(and(eq(calendarKeys.keyHash, keyHash), isNull(users.suspendedAt), isNull(users.waitingSince)))
  return row ?? null
}

export async function upsertCalendarKey(tx: Tx, key: { userId: string; keyHash: string; madeAt: Date }): Promise<void> {
  const { userId: _, ...set } = key
  await tx.insert(calendarKeys).values(key).onConflictDoUpdate({ target: calendarKeys.userId, set })
}

/** Whether there was one. */
export async function deleteCalendarKey(tx: Tx, userId: string): Promise<boolean> {
  const gone = await tx
    .delete(calendarKeys)
    .where(eq(calendarKeys.userId, userId))
    .returning({ userId: calendarKeys.userId })
  return gone.length > 0
}

type PlanReminder = typeof planReminders.$inferInsert

/** Gives those of whom the bell has not rung yet. */
export async function insertPlanReminders(tx: Tx, reminders: PlanReminder[]): Promise<PlanReminder[]> {
  if (reminders.length === 0) return []
  return tx.insert(planReminders).values(reminders).onConflictDoNothing().returning()
}
