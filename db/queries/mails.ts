import { and, asc, eq, gt, lt, lte, min, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { mails } from '../schema/mails.ts'
import { schools } from '../schema/schools.ts'
import { credentials, users } from '../schema/users.ts'
import type { MailKind, mailStates } from '../schema/values.ts'

export type MailRow = typeof mails.$inferSelect

interface NewMail {
  kind: MailKind
  /** Lower case. */
  address: string
  at: Date
  /** The same that waits for longer than this is tried again now. */
  unlessBefore: Date
}

/** Puts a mail into the outbox. Of the same that waits there already, it hastens the next try. */
export async function insertMail(db: DbOrTx, { kind, address, at, unlessBefore }: NewMail): Promise<void> {
  await db
    .insert(mails)
    .values({ kind, address, nextAt: at, createdAt: at })
    .onConflictDoUpdate({
      target: [mails.address, mails.kind],
      targetWhere: sql`state = 'waiting' and circular_id is null`,
      set: { nextAt: at },
      setWhere: gt(mails.nextAt, unlessBefore),
    })
}

const isDue = (now: Date) => and(eq(mails.state, 'waiting'), lte(mails.nextAt, now))

/** Takes the mail that has been due longest and puts it off until `againAt`, which is when somebody else may take it. */
export async function takeDueMail(db: DbOrTx, now: Date, againAt: Date): Promise<MailRow | null> {
  const due = db
    .select({ id: mails.id })
    .from(mails)
    .where(isDue(now))
    // Whoever waits for a link does not wait behind a letter to a whole region or country.
    .orderBy(sql`(${mails.kind} in ('circular', 'application_invited'))`, asc(mails.nextAt), asc(mails.id))
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await db
    .update(mails)
    .set({ nextAt: againAt })
    .where(eq(mails.id, sql`(${due})`))
    .returning()
  return row ?? null
}

/** When a mail is due next; null where none waits. */
export async function findNextMail(db: DbOrTx): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(mails.nextAt) })
    .from(mails)
    .where(eq(mails.state, 'waiting'))
  return row?.at ?? null
}

/** Notes whose address it is. */
export async function updateMailReader(tx: Tx, id: string, userId: string): Promise<void> {
  await tx.update(mails).set({ userId }).where(eq(mails.id, id))
}

interface Outcome {
  state: (typeof mailStates)[number]
  tries: number
  error: string | null
  nextAt: Date
  endedAt: Date | null
}

export async function updateMail(db: DbOrTx, id: string, outcome: Outcome): Promise<void> {
  await db.update(mails).set(outcome).where(eq(mails.id, id))
}

export async function deleteMail(db: DbOrTx, id: string): Promise<void> {
  await db.delete(mails).where(eq(mails.id, id))
}

/** Forgets what ended before. */
export async function deleteOldMails(db: DbOrTx, before: Date): Promise<void> {
  await db.delete(mails).where(and(ne(mails.state, 'waiting'), lt(mails.endedAt, before)))
}

/** How many there are in each state. */
export async function countMails(db: DbOrTx) {
  return db
    .select({ state: mails.state, count: sql<number>`count(*)::int`, oldest: min(mails.createdAt) })
    .from(mails)
    .groupBy(mails.state)
}

/** The member of staff of an address (lower case), as a letter speaks to them; null where there is nobody. */
export async function findReader(db: DbOrTx, address: string) {
  const [row] = await db
    .select({
      userId: users.id,
      displayName: users.displayName,
      locale: users.locale,
      suspendedAt: users.suspendedAt,
      school: { id: schools.id, name: schools.name, locale: schools.locale, timeZone: schools.timeZone },
    })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(eq(credentials.email, address))
  return row ?? null
}

export type Reader = NonNullable<Awaited<ReturnType<typeof findReader>>>
