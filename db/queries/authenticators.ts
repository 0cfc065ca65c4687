import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { authenticators, recoveryCodes } from '../schema/authenticators.ts'
import { credentials, users } from '../schema/users.ts'

export type AuthenticatorRow = typeof authenticators.$inferSelect
type NewAuthenticator = typeof authenticators.$inferInsert

/** What somebody brings besides the password, the oldest first. */
export const listAuthenticators = (db: DbOrTx, userId: string): Promise<AuthenticatorRow[]> =>
  db
    .select()
    .from(authenticators)
    .where(eq(authenticators.userId, userId))
    .orderBy(asc(authenticators.createdAt), asc(authenticators.id))

/** Whether somebody has a second step. */
export async function hasAuthenticator(db: DbOrTx, userId: string): Promise<boolean> {
  const rows = await db
    .select({ id: authenticators.id })
    .from(authenticators)
    .where(eq(authenticators.userId, userId))
    .limit(1)
  return rows.length > 0
}

/** False where there is one like it: a second app with codes, or a passkey that is somebody's. */
export async function insertAuthenticator(tx: Tx, row: NewAuthenticator): Promise<boolean> {
  const rows = await tx.insert(authenticators).values(row).onConflictDoNothing().returning({ id: authenticators.id })
  return rows.length > 0
}

/** The app with codes of a person, or null. */
export async function findTotp(db: DbOrTx, userId: string): Promise<AuthenticatorRow | null> {
  const [row] = await db
    .select()
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), eq(authenticators.kind, 'totp')))
  return row ?? null
}

/** Uses the code of a step up. False where that step, or a later one, was used: of two at once one is right. */
export async function updateTotpStep(
  db: DbOrTx,
  { id, step, at }: { id: string; step: number; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(authenticators)
    .set({ lastStep: step, lastUsedAt: at })
    .where(and(eq(authenticators.id, id), lt(authenticators.lastStep, step)))
    .returning({ id: authenticators.id })
  return rows.length > 0
}

/** A passkey by its id, with whose it is, or null. */
export async function findPasskey(db: DbOrTx, credentialId: string) {
  const [row] = await db
    .select({
      passkey: authenticators,
      userId: users.id,
      schoolId: users.schoolId,
      kind: users.kind,
      suspendedAt: users.suspendedAt,
      email: credentials.email,
    })
    .from(authenticators)
    .innerJoin(users, eq(users.id, authenticators.userId))
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(authenticators.credentialId, credentialId))
  return row ?? null
}

export async function updatePasskeyUsed(db: DbOrTx, id: string, used: { counter: number; at: Date }): Promise<void> {
  await db.update(authenticators).set({ counter: used.counter, lastUsedAt: used.at }).where(eq(authenticators.id, id))
}

/** Takes one of a person's away: what it was, or null where there is none. */
export async function deleteAuthenticator(tx: Tx, userId: string, id: string): Promise<AuthenticatorRow | null> {
  const [row] = await tx
    .delete(authenticators)
    .where(and(eq(authenticators.userId, userId), eq(authenticators.id, id)))
    .returning()
  return row ?? null
}

/** Takes all of a person's away, their recovery codes too. Gives how many authenticators there were. */
export async function deleteAuthenticatorsOf(tx: Tx, userId: string): Promise<number> {
  await deleteRecoveryCodesOf(tx, userId)
  const rows = await tx
    .delete(authenticators)
    .where(eq(authenticators.userId, userId))
    .returning({ id: authenticators.id })
  return rows.length
}

export async function deleteRecoveryCodesOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
}

export async function insertRecoveryCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash })))
}

/** How many of them still open. */
export async function countRecoveryCodes(db: DbOrTx, userId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.count ?? 0
}

/** Uses one up. False where it is none, or was used. */
export async function updateRecoveryCodeUsed(
  db: DbOrTx,
  { userId, hash, at }: { userId: string; hash: string; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId })
  return rows.length > 0
}
