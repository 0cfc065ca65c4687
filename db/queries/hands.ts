import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { type handKinds, hands } from '../schema/hands.ts'
import { groupMembers, members } from '../schema/projects.ts'

export type HandKind = (typeof handKinds)[number]

/** Hands that went up after `since`, of who is in the project, the first first. */
export async function listHands(db: DbOrTx, projectId: string, since: Date) {
  return db
    .select({
      userId: hands.userId,
      kind: hands.kind,
      raisedAt: hands.raisedAt,
      schoolId: members.schoolId,
      groupId: groupMembers.groupId,
    })
    .from(hands)
    .innerJoin(members, and(eq(members.projectId, hands.projectId), eq(members.userId, hands.userId)))
    .leftJoin(groupMembers, and(eq(groupMembers.projectId, hands.projectId), eq(groupMembers.userId, hands.userId)))
    .where(and(eq(hands.projectId, projectId), gt(hands.raisedAt, since), isNull(members.leftAt)))
    .orderBy(asc(hands.raisedAt), asc(hands.userId))
}

/** Whose hand is up since `since` keeps its place, whatever kind it is now. */
export async function upsertHand(
  db: DbOrTx,
  hand: { projectId: string; userId: string; kind: HandKind; at: Date; since: Date },
): Promise<void> {
  const { at, since, ...row } = hand
  await db
    .insert(hands)
    .values({ ...row, raisedAt: at })
    .onConflictDoUpdate({
      target: [hands.projectId, hands.userId],
      set: {
        kind: row.kind,
        raisedAt: sql`case when ${gt(hands.raisedAt, since)} then ${hands.raisedAt} else excluded.raised_at end`,
      },
    })
}

/** Whether there was one. */
export async function deleteHand(db: DbOrTx, projectId: string, userId: string): Promise<boolean> {
  const gone = await db
    .delete(hands)
    .where(and(eq(hands.projectId, projectId), eq(hands.userId, userId)))
    .returning({ userId: hands.userId })
  return gone.length > 0
}
