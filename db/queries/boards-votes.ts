import { and, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { voteMarks, votes } from '../schema/boards.ts'

/** The vote that is open on a board, or null. */
export async function findOpenVote(db: DbOrTx, documentId: string) {
  const [row] = await db
    .select()
    .from(votes)
    .where(and(eq(votes.documentId, documentId), isNull(votes.closedAt)))
  return row ?? null
}

export type VoteRow = NonNullable<Awaited<ReturnType<typeof findOpenVote>>>

/** Null where one is open already. */
export async function insertVote(db: DbOrTx, vote: typeof votes.$inferInsert): Promise<VoteRow | null> {
  const [row] = await db.insert(votes).values(vote).onConflictDoNothing().returning()
  return row ?? null
}

/** Holds an open vote until the transaction ends: one person chooses at a time, and nobody while it is counted. */
export async function lockOpenVote(tx: Tx, documentId: string, voteId: string): Promise<VoteRow | null> {
  const [row] = await tx
    .select()
    .from(votes)
    .where(and(eq(votes.documentId, documentId), eq(votes.id, voteId), isNull(votes.closedAt)))
    .for('update')
  return row ?? null
}

/** What this one person has chosen. */
export async function listOwnMarks(db: DbOrTx, voteId: string, userId: string): Promise<string[]> {
  const rows = await db
    .select({ objectId: voteMarks.objectId })
    .from(voteMarks)
    .where(and(eq(voteMarks.voteId, voteId), eq(voteMarks.userId, userId)))
  return rows.map((row) => row.objectId)
}

export async function replaceOwnMarks(tx: Tx, voteId: string, userId: string, objectIds: string[]): Promise<void> {
  await tx.delete(voteMarks).where(and(eq(voteMarks.voteId, voteId), eq(voteMarks.userId, userId)))
  if (objectIds.length > 0)
    await tx.insert(voteMarks).values(objectIds.map((objectId) => ({ voteId, userId, objectId })))
}

export async function countVoters(db: DbOrTx, voteId: string): Promise<number> {
  const [row] = await db
    .select({ count: countDistinct(voteMarks.userId) })
    .from(voteMarks)
    .where(eq(voteMarks.voteId, voteId))
  return row?.count ?? 0
}

/** How many people chose each thing. */
export async function countMarks(db: DbOrTx, voteId: string) {
  return db
    .select({ objectId: voteMarks.objectId, count: sql<number>`count(*)::int` })
    .from(voteMarks)
    .where(eq(voteMarks.voteId, voteId))
    .groupBy(voteMarks.objectId)
}

export async function findVote(db: DbOrTx, documentId: string, voteId: string) {
  const [row] = await db
    .select()
    .from(votes)
    .where(and(eq(votes.documentId, documentId), eq(votes.id, voteId)))
  return row ?? null
}

/** Ends a vote with what it came to (null: nothing); who chose what is forgotten. */
export async function updateVoteClosed(
  tx: Tx,
  voteId: string,
  { closedAt, tally }: { closedAt: Date; tally: Record<string, number> | null },
): Promise<void> {
  await tx.update(votes).set({ closedAt, tally }).where(eq(votes.id, voteId))
  await tx.delete(voteMarks).where(eq(voteMarks.voteId, voteId))
}
