import { and, desc, eq, isNull, lte } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { removals } from '../schema/removals.ts'
import { users } from '../schema/users.ts'

export type RemovalRow = typeof removals.$inferSelect

/** Keeps what is about to leave a page. */
export async function insertRemoval(
  db: DbOrTx,
  removal: Omit<typeof removals.$inferInsert, 'id'>,
): Promise<RemovalRow> {
  const [row] = await db.insert(removals).values(removal).returning()
  if (!row) throw new Error('a removal was inserted without a row')
  return row
}

export async function updateRemoval(
  db: DbOrTx,
  removalId: string,
  changes: Partial<Pick<RemovalRow, 'taken' | 'authors' | 'forgottenAt'>>,
): Promise<void> {
  await db.update(removals).set(changes).where(eq(removals.id, removalId))
}

export async function deleteRemoval(db: DbOrTx, removalId: string): Promise<void> {
  await db.delete(removals).where(eq(removals.id, removalId))
}

/** What is kept of a page, with who took it away, the last first. */
export async function listRemovals(db: DbOrTx, documentId: string) {
  return db
    .select({ removal: removals, by: users.displayName })
    .from(removals)
    .leftJoin(users, eq(users.id, removals.removedBy))
    .where(eq(removals.documentId, documentId))
    .orderBy(desc(removals.removedAt), desc(removals.id))
}

/** What may still lie in some log although it was taken away: the process or the store went away in between. */
export async function listUnforgottenRemovals(db: DbOrTx, upTo: Date): Promise<RemovalRow[]> {
  return db
    .select()
    .from(removals)
    .where(and(isNull(removals.forgottenAt), lte(removals.removedAt, upTo)))
}

/** What was kept long enough. */
export async function listOldRemovals(db: DbOrTx, before: Date, limit: number): Promise<RemovalRow[]> {
  return db.select().from(removals).where(lte(removals.removedAt, before)).orderBy(removals.removedAt).limit(limit)
}
