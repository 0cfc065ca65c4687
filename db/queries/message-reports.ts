import { and, asc, eq, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { messageReports } from '../schema/contacts.ts'
import { notices } from '../schema/notices.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

type NewMessageReport = typeof messageReports.$inferInsert

/** The same person about the same words joins what is there. Says whether it is new. */
export async function insertMessageReport(tx: Tx, row: NewMessageReport): Promise<string | null> {
  const [made] = await tx.insert(messageReports).values(row).onConflictDoNothing().returning({ id: messageReports.id })
  return made?.id ?? null
}

const reporter = alias(users, 'reporter')
const subject = alias(users, 'subject')
const handler = alias(users, 'handler')
const reporterSchool = alias(schools, 'reporter_school')
const subjectSchool = alias(schools, 'subject_school')

const selectReports = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select({
      report: messageReports,
      reporter: {
        id: reporter.id,
        name: reporter.displayName,
        school: reporterSchool.name,
        town: reporterSchool.town,
        countryCode: reporterSchool.countryCode,
      },
      subject: {
        id: subject.id,
        name: subject.displayName,
        school: subjectSchool.name,
        town: subjectSchool.town,
        countryCode: subjectSchool.countryCode,
      },
      handler: handler.displayName,
    })
    .from(messageReports)
    .leftJoin(reporter, eq(reporter.id, messageReports.reporterId))
    .leftJoin(reporterSchool, eq(reporterSchool.id, reporter.schoolId))
    .leftJoin(subject, eq(subject.id, messageReports.subjectId))
    .leftJoin(subjectSchool, eq(subjectSchool.id, subject.schoolId))
    .leftJoin(handler, eq(handler.id, messageReports.handledBy))
    .where(where)
    .$dynamic()
export type FoundMessageReport = Awaited<ReturnType<typeof selectReports>>[number]

/** Nobody of the office reads what they have reported themselves, or what is reported of them. */
export const isForOfficer = (userId: string) =>
  and(
    or(isNull(messageReports.reporterId), ne(messageReports.reporterId, userId)),
    or(isNull(messageReports.subjectId), ne(messageReports.subjectId, userId)),
  )

export async function findMessageReport(
  db: DbOrTx,
  officeId: string,
  reportId: string,
  userId: string,
): Promise<FoundMessageReport | null> {
  const isIt = and(eq(messageReports.id, reportId), eq(messageReports.officeId, officeId), isForOfficer(userId))
  const [row] = await selectReports(db, isIt)
  return row ?? null
}

/** Those of an office, the longest waiting first; of those that were handled the latest. */
export const listMessageReports = (
  db: DbOrTx,
  { officeId, userId, state, limit }: { officeId: string; userId: string; state: 'open' | 'handled'; limit: number },
) =>
  selectReports(db, and(eq(messageReports.officeId, officeId), eq(messageReports.state, state), isForOfficer(userId)))
    .orderBy(state === 'open' ? asc(messageReports.at) : sql`${messageReports.handledAt} desc`, asc(messageReports.id))
    .limit(limit)

/** What is open at one office is another one's. */
export async function updateMessageReportsOffice(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx
    .update(messageReports)
    .set({ officeId: toId })
    .where(and(eq(messageReports.officeId, fromId), eq(messageReports.state, 'open')))
}

/** Whether it was open until now. */
export async function updateMessageReportHandled(
  tx: Tx,
  reportId: string,
  { at, by, note }: { at: Date; by: string; note: string },
): Promise<boolean> {
  const rows = await tx
    .update(messageReports)
    .set({ state: 'handled', handledAt: at, handledBy: by, note })
    .where(and(eq(messageReports.id, reportId), eq(messageReports.state, 'open')))
    .returning({ id: messageReports.id })
  return rows.length > 0
}

/** Reports that were settled before this moment, with what they hold: so many at once at most. Gives how many those were. */
export async function deleteOldMessageReports(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: messageReports.id })
    .from(messageReports)
    .where(and(eq(messageReports.state, 'handled'), lte(messageReports.handledAt, before)))
    .limit(limit)
  const gone = await db
    .delete(messageReports)
    .where(inArray(messageReports.id, old))
    .returning({ id: messageReports.id })
  return gone.length
}

/** Of these people those who have not looked yet at a bell of this kind, which says no more than its kind. */
export async function listToldOf(
  db: DbOrTx,
  kind: 'message_reported' | 'message_settled',
  userIds: string[],
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(and(inArray(notices.userId, userIds), eq(notices.kind, kind), isNull(notices.readAt)))
  return rows.map(({ userId }) => userId)
}
