import { and, asc, eq, gt, isNull, lte, not, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { mails } from '../schema/mails.ts'
import { credentials, users } from '../schema/users.ts'

/* Staff who are not here for long. */

/** On which day they were here last, or came. As the index `users_seen` has it. */
const lastDay = sql<string>`coalesce(${users.lastSeenOn}, (${users.createdAt} at time zone 'UTC')::date)`

export const dormantSteps = ['warn', 'hide', 'warn_again', 'anonymise'] as const
/** What the clock does with somebody of the staff who is not here for long, one after the other. */
export type DormantStep = (typeof dormantSteps)[number]

export interface Dormant {
  step: DormantStep
  /** Not here since this day, or longer. */
  seenBy: string
  /** Written to before this moment. */
  warnedBy: Date
  /** Hidden before this moment. */
  hiddenBy: Date
}

const isDue = ({ step, seenBy, warnedBy, hiddenBy }: Dormant) => {
  const due = {
    warn: and(isNull(users.hiddenAt), isNull(users.warnedAt)),
    hide: and(isNull(users.hiddenAt), lte(users.warnedAt, warnedBy)),
    warn_again: and(lte(users.hiddenAt, hiddenBy), sql`${users.warnedAt} <= ${users.hiddenAt}`),
    anonymise: and(
      lte(users.hiddenAt, hiddenBy),
      sql`${users.warnedAt} > ${users.hiddenAt}`,
      lte(users.warnedAt, warnedBy),
    ),
  }
  // Who is kept out could not come back if they were written to: for them no time passes.
  const isHere = and(eq(users.kind, 'staff'), isNull(users.anonymisedAt), isNull(users.suspendedAt))
  return and(isHere, lte(lastDay, seenBy), due[step])
}

/** Whether such a letter waits or has ended within the month that letters are kept: one that did not arrive is tried again after it. */
const hasLetter = sql`exists (select from ${mails} where ${mails.address} = ${credentials.email} and ${mails.kind} = 'dormant')`
const isWarning = ({ step }: Dormant) => step === 'warn' || step === 'warn_again'

/** Those with whom this is to be done, a page at a time. */
export const listDormant = (
  db: DbOrTx,
  { after, limit, ...asked }: Dormant & { after: string | null; limit: number },
) =>
  db
    .select({ id: users.id, schoolId: users.schoolId })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(
      and(
        isDue(asked),
        isWarning(asked) ? not(hasLetter) : undefined,
        after === null ? undefined : gt(users.id, after),
      ),
    )
    .orderBy(asc(users.id))
    .limit(limit)

export async function isDormant(db: DbOrTx, userId: string, asked: Dormant): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isDue(asked)))
  return rows.length > 0
}

/** Notes it of somebody with whom it is still due: they may have come back meanwhile. */
export async function updateDormant(
  db: DbOrTx,
  userId: string,
  { changes, ...asked }: Dormant & { changes: Partial<Pick<typeof users.$inferSelect, 'warnedAt' | 'hiddenAt'>> },
): Promise<void> {
  await db
    .update(users)
    .set(changes)
    .where(and(eq(users.id, userId), isDue(asked)))
}
