import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import { users } from '../schema/users.ts'
import type { Post } from '../schema/values.ts'

interface NewTerm {
  userId: string
  schoolId: string
  post: Post
  fromDate: string
  createdAt: Date
}
export type TermRow = typeof terms.$inferSelect

export async function insertTerms(tx: Tx, rows: NewTerm[]): Promise<void> {
  if (rows.length > 0) await tx.insert(terms).values(rows)
}

/** What somebody was and is at a school, the oldest first. */
export const listTermsOf = (db: DbOrTx, userId: string, schoolId: string): Promise<TermRow[]> =>
  db
    .select()
    .from(terms)
    .where(and(eq(terms.userId, userId), eq(terms.schoolId, schoolId)))
    .orderBy(asc(terms.fromDate), asc(terms.createdAt), asc(terms.id))

/** What somebody is at a school on a day. */
export const listPostsOn = (
  db: DbOrTx,
  { userId, schoolId, day }: { userId: string; schoolId: string; day: string },
): Promise<TermRow[]> =>
  db
    .select()
    .from(terms)
    .where(and(eq(terms.userId, userId), eq(terms.schoolId, schoolId), holdsOn(day)))

const holdsOn = (day: string) => and(lte(terms.fromDate, day), or(isNull(terms.toDate), gt(terms.toDate, day)))

/** All of a school, with names: which of them hold on a day `server/terms/posts.ts` says. */
export const listSchoolTerms = (db: DbOrTx, schoolId: string) =>
  db
    .select({
      userId: terms.userId,
      displayName: users.displayName,
      post: terms.post,
      fromDate: terms.fromDate,
      toDate: terms.toDate,
      isNamed: terms.isNamed,
    })
    .from(terms)
    .innerJoin(users, eq(users.id, terms.userId))
    .where(eq(terms.schoolId, schoolId))
    .orderBy(asc(users.displayName), asc(users.id), asc(terms.post))

/** Whoever was head of a school, ever. */
export const listHeadTerms = (db: DbOrTx, schoolId: string): Promise<TermRow[]> =>
  db
    .select()
    .from(terms)
    .where(and(eq(terms.schoolId, schoolId), eq(terms.post, 'head')))

export async function findTerm(db: DbOrTx, termId: string): Promise<TermRow | null> {
  const [row] = await db.select().from(terms).where(eq(terms.id, termId))
  return row ?? null
}

export async function updateTermEnd(tx: Tx, termId: string, toDate: string): Promise<void> {
  await tx.update(terms).set({ toDate }).where(eq(terms.id, termId))
}

export async function updateTermNamed(tx: Tx, termId: string, isNamed: boolean): Promise<void> {
  await tx.update(terms).set({ isNamed }).where(eq(terms.id, termId))
}

/** A suspension ends what goes on; nothing ends before it began. */
export async function suspendTerms(tx: Tx, userId: string, day: string): Promise<void> {
  await tx
    .update(terms)
    .set({ toDate: sql`greatest(${day}::date, ${terms.fromDate})`, endedBySuspension: true })
    .where(and(eq(terms.userId, userId), isNull(terms.toDate)))
}

/** The terms that a suspension ended, which from now on are over for good. */
export const takeSuspendedTerms = (tx: Tx, userId: string): Promise<TermRow[]> =>
  tx
    .update(terms)
    .set({ endedBySuspension: false })
    .where(and(eq(terms.userId, userId), eq(terms.endedBySuspension, true)))
    .returning()

/** The day it is at a school. */
export async function findDayAt(db: DbOrTx, schoolId: string, now: Date): Promise<string> {
  const [row] = await db
    .select({ day: sql<string>`(${now.toISOString()}::timestamptz at time zone ${schools.timeZone})::date::text` })
    .from(schools)
    .where(eq(schools.id, schoolId))
  if (!row) throw new Error('a school whose day is asked for is not there')
  return row.day
}
