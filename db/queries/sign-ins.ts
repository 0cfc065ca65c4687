import { and, eq, gt, lte } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { signIns } from '../schema/authenticators.ts'

export type SignInRow = typeof signIns.$inferSelect

export async function insertSignIn(db: DbOrTx, row: typeof signIns.$inferInsert): Promise<void> {
  await db.insert(signIns).values(row)
}

/** One that has not run out, or null. */
export async function findSignIn(db: DbOrTx, id: string, now: Date): Promise<SignInRow | null> {
  const [row] = await db
    .select()
    .from(signIns)
    .where(and(eq(signIns.id, id), gt(signIns.expiresAt, now)))
  return row ?? null
}

export async function updateSignInChallenge(db: DbOrTx, id: string, challenge: string): Promise<void> {
  await db.update(signIns).set({ challenge }).where(eq(signIns.id, id))
}

/** Uses one up: false where somebody else has just done so. */
export async function deleteSignIn(db: DbOrTx, id: string): Promise<boolean> {
  const rows = await db.delete(signIns).where(eq(signIns.id, id)).returning({ id: signIns.id })
  return rows.length > 0
}

/** What a person has begun anywhere opens nothing any more. */
export async function deleteSignInsOf(db: DbOrTx, userId: string): Promise<void> {
  await db.delete(signIns).where(eq(signIns.userId, userId))
}

export async function deleteExpiredSignIns(db: DbOrTx, now: Date): Promise<void> {
  await db.delete(signIns).where(lte(signIns.expiresAt, now))
}
