import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { cards, users } from '../schema/users.ts'

type NewCard = Pick<
  typeof cards.$inferInsert,
  'userId' | 'secretHash' | 'codeHash' | 'sealed' | 'printedBy' | 'createdAt'
>

/** The card that opens with this hash, of its secret or of its code, unless it is void or its pupil suspended. */
export async function findCard(db: DbOrTx, hash: string) {
  const [row] = await db
    .select({ id: cards.id, userId: users.id, schoolId: users.schoolId })
    .from(cards)
    .innerJoin(users, eq(users.id, cards.userId))
    .where(
      and(
        or(eq(cards.secretHash, hash), eq(cards.codeHash, hash)),
        isNull(cards.voidedAt),
        isNull(users.suspendedAt),
        eq(users.kind, 'pupil'),
      ),
    )
  return row ?? null
}

export async function insertCards(tx: Tx, rows: NewCard[]): Promise<void> {
  if (rows.length > 0) await tx.insert(cards).values(rows)
}

export async function updateCardUsed(db: DbOrTx, cardId: string, usedAt: Date): Promise<void> {
  await db
    .update(cards)
    .set({ lastUsedAt: usedAt, useCount: sql`${cards.useCount} + 1` })
    .where(eq(cards.id, cardId))
}

/** The sealed copies of the newest cards of these pupils that still open. */
export async function listSealedCards(db: DbOrTx, userIds: string[]) {
  if (userIds.length === 0) return []
  return db
    .selectDistinctOn([cards.userId], { userId: cards.userId, displayName: users.displayName, sealed: cards.sealed })
    .from(cards)
    .innerJoin(users, eq(users.id, cards.userId))
    .where(and(inArray(cards.userId, userIds), isNull(cards.voidedAt)))
    .orderBy(cards.userId, desc(cards.createdAt))
}

/** Voids every card of these pupils that still opens; of what opens nothing no copy is kept. */
export async function updateCardsVoided(tx: Tx, userIds: string[], voidedAt: Date): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .update(cards)
    .set({ voidedAt, sealed: null })
    .where(and(inArray(cards.userId, userIds), isNull(cards.voidedAt)))
}
