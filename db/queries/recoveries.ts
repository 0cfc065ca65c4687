import { eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { schools } from '../schema/schools.ts'
import { credentials, recoveries, users } from '../schema/users.ts'

type NewRecovery = typeof recoveries.$inferInsert

/** Stores a person's recovery link in the place of an earlier one that came the same way. */
export async function upsertRecovery(tx: Tx, recovery: NewRecovery): Promise<void> {
  const { userId: _, isByMail: __, ...link } = recovery
  await tx
    .insert(recoveries)
    .values(recovery)
    .onConflictDoUpdate({ target: [recoveries.userId, recoveries.isByMail], set: link })
}

/** A recovery link by the hash of its token, with whose it is, or null. */
export async function findRecoveryByToken(db: DbOrTx, tokenHash: string) {
  const [row] = await db
    .select({
      userId: recoveries.userId,
      createdBy: recoveries.createdBy,
      isByMail: recoveries.isByMail,
      expiresAt: recoveries.expiresAt,
      displayName: users.displayName,
      suspendedAt: users.suspendedAt,
      email: credentials.email,
      school: { id: schools.id, name: schools.name },
    })
    .from(recoveries)
    .innerJoin(users, eq(users.id, recoveries.userId))
    .innerJoin(credentials, eq(credentials.userId, recoveries.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(eq(recoveries.tokenHash, tokenHash))
  return row ?? null
}

/** Takes a link away: false where somebody else has just used it. */
export async function deleteRecovery(tx: Tx, tokenHash: string): Promise<boolean> {
  const rows = await tx
    .delete(recoveries)
    .where(eq(recoveries.tokenHash, tokenHash))
    .returning({ userId: recoveries.userId })
  return rows.length > 0
}

/** Takes away all links that a person could use. */
export async function deleteRecoveryOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(recoveries).where(eq(recoveries.userId, userId))
}

/** Takes away the links that a person has made. */
export async function deleteRecoveriesBy(tx: Tx, createdBy: string): Promise<void> {
  await tx.delete(recoveries).where(eq(recoveries.createdBy, createdBy))
}
