import { and, asc, count, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { notices } from '../schema/notices.ts'
import { savedSearches } from '../schema/searches.ts'
import { users } from '../schema/users.ts'

export type SearchRow = typeof savedSearches.$inferSelect

/** Somebody's own, the newest first. */
export const listSearchesOf = (db: DbOrTx, userId: string): Promise<SearchRow[]> =>
  db
    .select()
    .from(savedSearches)
    .where(eq(savedSearches.userId, userId))
    .orderBy(desc(savedSearches.createdAt), desc(savedSearches.id))

export async function findSearch(db: DbOrTx, searchId: string): Promise<SearchRow | null> {
  const [row] = await db.select().from(savedSearches).where(eq(savedSearches.id, searchId))
  return row ?? null
}

/** Of these the ones that are this person's. */
export async function listOwnSearchIds(db: DbOrTx, userId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: savedSearches.id })
    .from(savedSearches)
    .where(and(eq(savedSearches.userId, userId), inArray(savedSearches.id, ids)))
  return rows.map(({ id }) => id)
}

/** One act at a time on somebody's searches: what is counted stays true until it is stored. */
export async function lockSearchesOf(tx: Tx, userId: string): Promise<void> {
  await runQuery(tx, sql`select pg_advisory_xact_lock(hashtext(${`searches ${userId}`}))`)
}

export async function insertSearch(tx: Tx, row: SearchRow): Promise<void> {
  await tx.insert(savedSearches).values(row)
}

export async function updateSearch(
  db: DbOrTx,
  searchId: string,
  changes: Partial<Pick<SearchRow, 'isTold' | 'lookedAt' | 'newSince' | 'toldAt'>>,
): Promise<void> {
  await db.update(savedSearches).set(changes).where(eq(savedSearches.id, searchId))
}

export async function deleteSearch(db: DbOrTx, searchId: string): Promise<void> {
  await db.delete(savedSearches).where(eq(savedSearches.id, searchId))
}

interface Due {
  /** Looked through last at this moment, or before. */
  before: Date
  /** Behind this one, by id. */
  after: string
  limit: number
}

/** Searches that are to be looked through again, of people who are here. */
export const listSearchesDue = (db: DbOrTx, { before, after, limit }: Due) =>
  db
    .select({ search: savedSearches, schoolId: users.schoolId })
    .from(savedSearches)
    .innerJoin(users, eq(users.id, savedSearches.userId))
    .where(
      and(
        eq(savedSearches.isTold, true),
        lte(savedSearches.toldAt, before),
        gt(savedSearches.id, after),
        eq(users.kind, 'staff'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
      ),
    )
    .orderBy(asc(savedSearches.id))
    .limit(limit)

/** Whether the bell has rung for it and was not looked at. */
export async function isToldOfSearch(db: DbOrTx, searchId: string): Promise<boolean> {
  const [row] = await db
    .select({ count: count() })
    .from(notices)
    .where(and(eq(notices.searchId, searchId), isNull(notices.readAt)))
  return (row?.count ?? 0) > 0
}

/** Whoever has looked at what is new has read what the bell said of it. Gives how many that were. */
export async function updateNoticesReadOfSearch(db: DbOrTx, searchId: string, at: Date): Promise<number> {
  const rows = await db
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.searchId, searchId), isNull(notices.readAt)))
    .returning({ id: notices.id })
  return rows.length
}
