import { eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { timers } from '../schema/lesson.ts'

export type TimerRow = typeof timers.$inferSelect

/** The timer of a project, or null; one that is over may still be there. */
export async function findTimer(db: DbOrTx, projectId: string): Promise<TimerRow | null> {
  const [row] = await db.select().from(timers).where(eq(timers.projectId, projectId))
  return row ?? null
}

/** The same, held until the transaction ends. */
export async function lockTimer(tx: Tx, projectId: string): Promise<TimerRow | null> {
  const [row] = await tx.select().from(timers).where(eq(timers.projectId, projectId)).for('update')
  return row ?? null
}

/** A project has one: a new one takes the place of the old. */
export async function upsertTimer(db: DbOrTx, timer: TimerRow): Promise<void> {
  await db.insert(timers).values(timer).onConflictDoUpdate({ target: timers.projectId, set: timer })
}

/** Whether there was one. */
export async function deleteTimer(db: DbOrTx, projectId: string): Promise<boolean> {
  const gone = await db.delete(timers).where(eq(timers.projectId, projectId)).returning({ id: timers.projectId })
  return gone.length > 0
}
