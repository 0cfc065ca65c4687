import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runPrepared, timeFrom } from '../prepared.ts'
import { sessions, users } from '../schema/users.ts'

interface NewSession {
  id: string
  userId: string
  expiresAt: Date
  endsAt: Date
  isSharedDevice: boolean
  createdAt: Date
}

/** Of a person who is signed in. */
const userColumns = {
  id: users.id,
  schoolId: users.schoolId,
  kind: users.kind,
  isSchoolAdmin: users.isSchoolAdmin,
  isWaiting: sql<boolean>`${users.waitingSince} is not null`,
  displayName: users.displayName,
  pseudonym: users.pseudonym,
  locale: users.locale,
  theme: users.theme,
  shape: users.shape,
}

type FoundSession = Awaited<ReturnType<typeof listSessionsWithUsers>>[number]

interface FoundLogin {
  id: string
  userId: string
  expiresAt: string
  endsAt: string
  isSharedDevice: boolean
  createdAt: string
  user: NonNullable<NonNullable<FoundSession>['user']>
  isSuspended: boolean
}

/**
 * A login and its person in one round trip; `user` is null where the person is suspended. Null where there is no such
 * login. Every request asks it.
 */
export async function findSessionWithUser(db: DbOrTx, sessionId: string): Promise<FoundSession> {
  const parts = Object.entries(userColumns).flatMap(([name, column]) => [sql.raw(`'${name}'`), sql`${column}`])
  const [row] = await runPrepared<FoundLogin>(
    db,
    sql`
    select ${sessions.id} as id, ${sessions.userId} as "userId", ${sessions.expiresAt} as "expiresAt",
      ${sessions.endsAt} as "endsAt", ${sessions.isSharedDevice} as "isSharedDevice",
      ${sessions.createdAt} as "createdAt", ${users.suspendedAt} is not null as "isSuspended",
      jsonb_build_object(${sql.join(parts, sql`, `)}) as user
    from ${sessions} join ${users} on ${users.id} = ${sessions.userId} where ${sessions.id} = ${sessionId}`,
  )
  if (!row) return null
  const { user, isSuspended, ...session } = row
  const times = {
    expiresAt: timeFrom(row.expiresAt),
    endsAt: timeFrom(row.endsAt),
    createdAt: timeFrom(row.createdAt),
  }
  return { session: { ...session, ...times }, user: isSuspended ? null : user }
}

/** The same for many at once, in the order they are asked for. */
export async function listSessionsWithUsers(db: DbOrTx, sessionIds: string[]) {
  const rows = await db
    .select({
      session: sessions,
      user: userColumns,
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
