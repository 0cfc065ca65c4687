import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { mailStops } from '../schema/mails.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import type { StopKind } from '../schema/values.ts'

/** Once more changes nothing. */
export async function insertMailStop(db: DbOrTx, userId: string, kind: StopKind, stoppedAt: Date): Promise<void> {
  await db.insert(mailStops).values({ userId, kind, stoppedAt }).onConflictDoNothing()
}

export async function deleteMailStop(db: DbOrTx, userId: string, kind: StopKind): Promise<void> {
  await db.delete(mailStops).where(and(eq(mailStops.userId, userId), eq(mailStops.kind, kind)))
}

export async function listMailStops(db: DbOrTx, userId: string): Promise<StopKind[]> {
  const rows = await db.select({ kind: mailStops.kind }).from(mailStops).where(eq(mailStops.userId, userId))
  return rows.map(({ kind }) => kind)
}

/** In which language somebody reads; null where they are no more. */
export async function findLanguages(db: DbOrTx, userId: string) {
  const [row] = await db
    .select({ own: users.locale, schools: schools.locale })
    .from(users)
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(eq(users.id, userId))
  return row ?? null
}
