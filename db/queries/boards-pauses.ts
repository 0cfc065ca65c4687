import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { boardPauses } from '../schema/boards.ts'
import { users } from '../schema/users.ts'

type NewPause = typeof boardPauses.$inferInsert

/** Writes down who is paused on a board and why; a pause that goes on takes the new words. */
export async function upsertPause(db: DbOrTx, pause: NewPause): Promise<void> {
  const { pausedBy, pausedAt, reason } = pause
  await db
    .insert(boardPauses)
    .values(pause)
    .onConflictDoUpdate({
      target: [boardPauses.documentId, boardPauses.userId],
      set: { pausedBy, pausedAt, reason },
    })
}

export async function deletePause(db: DbOrTx, documentId: string, userId: string): Promise<void> {
  await db.delete(boardPauses).where(and(eq(boardPauses.documentId, documentId), eq(boardPauses.userId, userId)))
}

/** Pauses of a board with the name of the teacher who made each; of one person where one is given. */
export async function listPauses(db: DbOrTx, documentId: string, userId?: string) {
  const ofBoard = eq(boardPauses.documentId, documentId)
  return db
    .select({ userId: boardPauses.userId, reason: boardPauses.reason, by: users.displayName })
    .from(boardPauses)
    .leftJoin(users, eq(users.id, boardPauses.pausedBy))
    .where(userId === undefined ? ofBoard : and(ofBoard, eq(boardPauses.userId, userId)))
}
