import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { sessions, users } from '../schema/users.ts'

export interface NewSession {
  id: string
  userId: string
  expiresAt: Date
  endsAt: Date
  isSharedDevice: boolean
  createdAt: Date
}

/** A login and its person in one round trip; `user` is null where the person is suspended. Null where there is no such login. */
export async function findSessionWithUser(db: DbOrTx, sessionId: string) {
  const [found] = await listSessionsWithUsers(db, [sessionId])
  return found ?? null
}

/** The same for many at once, in the order they are asked for. */
export async function listSessionsWithUsers(db: DbOrTx, sessionIds: string[]) {
  const rows = await db
    .select({
      session: sessions,
      user: {
        id: users.id,
        schoolId: users.schoolId,
        kind: users.kind,
        isSchoolAdmin: users.isSchoolAdmin,
        displayName: users.displayName,
        pseudonym: users.pseudonym,
        locale: users.locale,
        theme: users.theme,
        shape: users.shape,
      },
      suspendedAt: users.suspendedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(inArray(sessions.id, [...new Set(sessionIds)]))
  const found = new Map(rows.map((row) => [row.session.id, row]))
  return sessionIds.map((id) => {
    const row = found.get(id)
    return row ? { session: row.session, user: row.suspendedAt ? null : row.user } : null
  })
}

export async function listSessionsOf(db: DbOrTx, userId: string) {
  return db.select().from(sessions).where(eq(sessions.userId, userId))
}

export async function insertSession(db: DbOrTx, session: NewSession) {
  await db.insert(sessions).values(session)
}

/** Moves the idle limit; never past the end that was set at login. */
export async function updateSessionExpiry(db: DbOrTx, sessionId: string, expiresAt: Date) {
  await db
    .update(sessions)
    .set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${sessions.endsAt})` })
    .where(eq(sessions.id, sessionId))
}

export async function deleteSession(db: DbOrTx, sessionId: string) {
  await db.delete(sessions).where(eq(sessions.id, sessionId))
}

export async function deleteSessionsOf(db: DbOrTx, userId: string) {
  await db.delete(sessions).where(eq(sessions.userId, userId))
}

/** Ends every other login of a person; gives the ids that ended. */
export async function deleteOtherSessions(db: DbOrTx, userId: string, keptId: string) {
  const rows = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.id, keptId)))
    .returning({ id: sessions.id })
  return rows.map((row) => row.id)
}

export async function deleteExpiredSessions(db: DbOrTx, now: Date) {
  await db.delete(sessions).where(lte(sessions.expiresAt, now))
}
