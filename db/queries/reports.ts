import { and, asc, desc, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { channels, messages } from '../schema/chat.ts'
import { documents } from '../schema/documents.ts'
import { notices } from '../schema/notices.ts'
import { projects } from '../schema/projects.ts'
import { reports } from '../schema/reports.ts'
import { users } from '../schema/users.ts'

export type NewReport = Omit<typeof reports.$inferInsert, 'id' | 'state'>
export type ReportRow = typeof reports.$inferSelect

/** More of one person's words than this is not kept in one report. */
const longestWords = 2_000

/** Null where the same person, or the server, has an open report of the same thing. */
export async function insertReport(db: DbOrTx, report: NewReport): Promise<ReportRow | null> {
  const [row] = await db.insert(reports).values(report).onConflictDoNothing().returning()
  return row ?? null
}

/** Says it once more in the open report: the reason of now, the words below those that were there. Null where none is open. */
export async function joinReport(
  db: DbOrTx,
  said: Pick<NewReport, 'targetKind' | 'targetId' | 'reason' | 'words'> & { reporterId: string },
): Promise<ReportRow | null> {
  const { targetKind, targetId, reporterId, reason, words } = said
  const both = sql`left(concat_ws(E'\n', nullif(${reports.words}, ''), nullif(${words ?? ''}::text, '')), ${longestWords}::int)`
  const [row] = await db
    .update(reports)
    .set({ reason, words: both })
    .where(
      and(
        eq(reports.targetKind, targetKind),
        eq(reports.targetId, targetId),
        eq(reports.reporterId, reporterId),
        eq(reports.kind, 'said'),
        eq(reports.state, 'open'),
      ),
    )
    .returning()
  return row ?? null
}

/** With where what is reported lies now: a message may be gone, a document renamed. */
const selectReports = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select({
      report: reports,
      project: { id: projects.id, name: projects.name, cover: projects.cover },
      channelKind: channels.kind,
      message: { sequence: messages.sequence, threadId: messages.threadId, deletedAt: messages.deletedAt },
      document: { title: documents.title, kind: documents.kind },
    })
    .from(reports)
    .innerJoin(projects, eq(projects.id, reports.projectId))
    .leftJoin(channels, eq(channels.id, reports.channelId))
    .leftJoin(messages, and(eq(reports.targetKind, 'message'), eq(sql`${messages.id}::text`, reports.targetId)))
    .leftJoin(documents, eq(documents.id, reports.documentId))
    .where(where)
    // The open ones first, the longest open before; of the others the last first.
    .orderBy(
      desc(reports.state),
      asc(sql`case when ${reports.state} = 'open' then ${reports.at} end`),
      desc(reports.closedAt),
      asc(reports.id),
    )

export type FoundReport = Awaited<ReturnType<typeof listReports>>[number]

/** Of a project, or those that a school's administrators are asked about. */
export async function listReports(db: DbOrTx, of: { projectId: string } | { schoolId: string }, most = 300) {
  return selectReports(
    db,
    'projectId' in of ? eq(reports.projectId, of.projectId) : eq(reports.schoolId, of.schoolId),
  ).limit(most)
}

/** Holds a report until the transaction ends, so that nobody else decides about it. Null where there is none. */
export async function lockReport(tx: Tx, reportId: string): Promise<ReportRow | null> {
  const [row] = await tx.select().from(reports).where(eq(reports.id, reportId)).for('update')
  return row ?? null
}

export async function updateReport(
  tx: Tx,
  reportId: string,
  changes: Partial<Omit<ReportRow, 'id' | 'evidence'>>,
): Promise<void> {
  await tx.update(reports).set(changes).where(eq(reports.id, reportId))
}

/** Reports that were closed before this moment, with their evidence: so many at once at most. Gives their projects. */
export async function deleteOldReports(db: DbOrTx, before: Date, limit: number): Promise<string[]> {
  const old = db
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.state, 'closed'), lte(reports.closedAt, before)))
    .limit(limit)
  const gone = await db.delete(reports).where(inArray(reports.id, old)).returning({ projectId: reports.projectId })
  return gone.map(({ projectId }) => projectId)
}

/** Administrators of a school who may sign in. */
export async function listSchoolAdmins(db: DbOrTx, schoolId: string): Promise<string[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.schoolId, schoolId), eq(users.isSchoolAdmin, true), isNull(users.suspendedAt)))
    .orderBy(asc(users.id))
  return rows.map((row) => row.id)
}

/** Who has not looked yet at what the bell said of reports, of this project or of none. */
export async function listToldOfReports(db: DbOrTx, projectId: string | null): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(
      and(
        eq(notices.kind, 'report_came'),
        projectId === null ? isNull(notices.projectId) : eq(notices.projectId, projectId),
        isNull(notices.readAt),
      ),
    )
  return rows.map((row) => row.userId)
}

/** What the server has found in a thing before, answered or not. */
export async function listDetected(db: DbOrTx, targetKind: ReportRow['targetKind'], targetId: string) {
  const rows = await db
    .select({ evidence: reports.evidence })
    .from(reports)
    .where(and(eq(reports.kind, 'detected'), eq(reports.targetKind, targetKind), eq(reports.targetId, targetId)))
  return rows.map((row) => row.evidence)
}
