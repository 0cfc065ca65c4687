import type { DbOrTx, Tx } from '#db/client.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { listSchoolAdmins, listToldOfReports, type ReportRow } from '#db/queries/reports.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { ring, ringEverywhere } from './ring.ts'

type Reported = Pick<ReportRow, 'projectId' | 'level' | 'schoolId' | 'subjectId'>

async function teachersOf(db: DbOrTx, projectId: string): Promise<string[]> {
  const people = await listMembers(db, projectId)
  return people.filter(({ role }) => isTeacherRole(role)).map(({ userId }) => userId)
}

/** Who is asked: the teachers of the project, or the administrators of a school. Never whom it is about. */
async function askedBy(db: DbOrTx, { projectId, level, schoolId, subjectId }: Reported): Promise<string[]> {
  const asked =
    level === 'teacher' || schoolId === null ? await teachersOf(db, projectId) : await listSchoolAdmins(db, schoolId)
  return asked.filter((userId) => userId !== subjectId)
}

/** A bell that has rung for reports and was not looked at rings no second time. Gives for whom it rings. */
export async function noteReport(
  tx: Tx,
  ctx: Pick<Ctx, 'now'>,
  report: Reported & { by: string | null },
): Promise<string[]> {
  const projectId = report.level === 'teacher' ? report.projectId : null
  const told = new Set([report.by, ...(await listToldOfReports(tx, projectId))])
  const asked = (await askedBy(tx, report)).filter((userId) => !told.has(userId))
  return insertNotices(
    tx,
    // Without an actor: the bell tells nobody who has reported.
    asked.map((userId) => ({ userId, kind: 'report_came' as const, projectId, at: ctx.now() })),
  )
}

/** After COMMIT: whoever may see it looks again, wherever they are, and the bell rings. */
export async function tellReport(
  ctx: Pick<Ctx, 'db' | 'now' | 'rooms'>,
  report: Reported,
  rings: readonly string[],
): Promise<void> {
  const lookers = [...(await askedBy(ctx.db, report)), ...(await teachersOf(ctx.db, report.projectId))]
  ctx.rooms.tell(new Set(lookers.filter((userId) => userId !== report.subjectId)), { topic: 'reports' })
  if (report.level === 'teacher') await ring(ctx, report.projectId, rings)
  else for (const userId of rings) await ringEverywhere(ctx, userId)
}
