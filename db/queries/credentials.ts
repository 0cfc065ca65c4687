import { eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { schools } from '../schema/schools.ts'
import { credentials, users } from '../schema/users.ts'

/** The person of an address (lower case), suspended or not, or null. */
export async function findCredentialsByEmail(db: DbOrTx, email: string) {
  const [row] = await db
    .select({
      userId: users.id,
      schoolId: users.schoolId,
      kind: users.kind,
      suspendedAt: users.suspendedAt,
      passwordHash: credentials.passwordHash,
    })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.userId))
    .where(eq(credentials.email, email))
  return row ?? null
}

/** Address, hash and the school's name of a person, or null where they have no password. */
export async function findCredentials(db: DbOrTx, userId: string) {
  const [row] = await db
    .select({
      email: credentials.email,
      passwordHash: credentials.passwordHash,
      schoolName: schools.name,
    })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(eq(credentials.userId, userId))
  return row ?? null
}

/** False where the address (lower case) is somebody's already. */
export async function insertCredentials(
  tx: Tx,
  given: { userId: string; email: string; passwordHash: string; changedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(credentials)
    .values(given)
    .onConflictDoNothing({ target: credentials.email })
    .returning({ userId: credentials.userId })
  return rows.length > 0
}

export async function updatePasswordHash(tx: Tx, userId: string, passwordHash: string, changedAt: Date): Promise<void> {
  await tx.update(credentials).set({ passwordHash, changedAt }).where(eq(credentials.userId, userId))
}
