import { and, asc, eq, gt, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { digests, mailStops } from '../schema/mails.ts'
import { notices } from '../schema/notices.ts'
import { mandates, offices } from '../schema/offices.ts'
import { credentials, users } from '../schema/users.ts'
import type { DigestRhythm } from '../schema/values.ts'

/** Whether somebody holds a mandate at an open office; a day more or less does not matter to a digest. */
const isOfOffice = sql<boolean>`exists (select from ${mandates} join ${offices} on ${offices.schoolId} = ${mandates.officeId}
  where ${mandates.userId} = ${users.id} and ${offices.closedOn} is null
  and (${mandates.toDate} is null or ${mandates.toDate} > current_date))`

/** What somebody chose, or what their part says. */
const rhythm = sql<DigestRhythm | null>`coalesce(${digests.rhythm}, case when ${isOfOffice} then 'weekly' end)`

const isStopped = (db: DbOrTx) =>
  db
    .select({ userId: mailStops.userId })
    .from(mailStops)
    .where(and(eq(mailStops.userId, users.id), eq(mailStops.kind, 'digest')))

export async function findDigestChoice(db: DbOrTx, userId: string) {
  const [row] = await db
    .select({ rhythm, sinceAt: digests.sinceAt })
    .from(users)
    .leftJoin(digests, eq(digests.userId, users.id))
    .where(eq(users.id, userId))
  return row ?? null
}

export async function upsertDigestRhythm(db: DbOrTx, userId: string, chosen: DigestRhythm): Promise<void> {
  await db
    .insert(digests)
    .values({ userId, rhythm: chosen })
    .onConflictDoUpdate({ target: digests.userId, set: { rhythm: chosen } })
}

/** The next one tells from where the last one ended, or from `first` on. */
export async function upsertDigestMade(
  db: DbOrTx,
  userId: string,
  { at, first }: { at: Date; first: Date },
): Promise<void> {
  await db
    .insert(digests)
    .values({ userId, lastAt: at, sinceAt: first })
    .onConflictDoUpdate({
      target: digests.userId,
      set: { lastAt: at, sinceAt: sql`coalesce(${digests.lastAt}, ${first.toISOString()}::timestamptz)` },
    })
}

interface Due {
  /** Told before these, somebody is due again. */
  before: Record<DigestRhythm, Date>
  limit: number
  /** After this person, by id. */
  after: string
}

/** Grown-ups who want digests and were told of nothing for long enough, some at a time. */
export const listDigestsDue = (db: DbOrTx, { before, limit, after }: Due) =>
  db
    .select({ userId: users.id, schoolId: users.schoolId })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .leftJoin(digests, eq(digests.userId, users.id))
    .where(
      and(
        gt(users.id, after),
        eq(users.kind, 'staff'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
        notExists(isStopped(db)),
        or(
          and(sql`${rhythm} = 'daily'`, or(isNull(digests.lastAt), lte(digests.lastAt, before.daily))),
          and(sql`${rhythm} = 'weekly'`, or(isNull(digests.lastAt), lte(digests.lastAt, before.weekly))),
        ),
      ),
    )
    .orderBy(asc(users.id))
    .limit(limit)

/** Who of these has something that rang since their last one, or `first`, and was not read. */
export async function listUnread(db: DbOrTx, userIds: string[], first: Date): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const since = sql`coalesce(${digests.lastAt}, ${first.toISOString()}::timestamptz)`
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .leftJoin(digests, eq(digests.userId, notices.userId))
    .where(and(inArray(notices.userId, userIds), isNull(notices.readAt), gt(notices.at, since)))
  return new Set(rows.map(({ userId }) => userId))
}
