import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { lockReport, type ReportRow, updateReport } from '#db/queries/reports.ts'
import { findUser, pupilsAmong } from '#db/queries/users.ts'
import { requireReport } from '../access/reports.ts'
import { levelAbove } from '../access/report-rules.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import { noteReport, tellReport } from '../notices/reports.ts'
import type { ReportAnswer } from './input.ts'

type Decided = Partial<ReportRow>

/** One outcome, whoever is first: that it was looked at, that it is settled, or that the level above is asked. */
export async function answerReport(ctx: Ctx, reportId: string, answer: ReportAnswer) {
  requireUser(ctx)
  const { before, after, heard, rings } = await ctx.db.transaction(async (tx) => {
    const before = await lockReport(tx, reportId)
    const user = await requireReport(ctx, before, tx)
    if (before === null) throw notFound()
    const changes = await changesBy(ctx, tx, { before, user, answer })
    if (changes === null) return { before, after: before, heard: [], rings: [] }
    await updateReport(tx, reportId, changes)
    const after = { ...before, ...changes }
    const heard = await tellReporter(ctx, tx, before, user.id)
    const rings = answer.decision === 'escalate' ? await noteReport(tx, ctx, { ...after, by: user.id }) : []
    await auditAnswer(ctx, tx, { user, report: before, decision: answer.decision })
    return { before, after, heard, rings }
  })
  await tellReport(ctx, after, rings)
  if (after.level !== before.level) await tellReport(ctx, before, [])
  await ring(ctx, before.projectId, heard)
}

/** Null: there is nothing to change. */
async function changesBy(
  ctx: Ctx,
  tx: Tx,
  { before, user, answer }: { before: ReportRow; user: SessionUser; answer: ReportAnswer },
): Promise<Decided | null> {
  const at = ctx.now()
  const seen = before.seenAt === null ? { seenAt: at, seenBy: user.id } : {}
  if (answer.decision === 'seen') return before.seenAt === null ? seen : null
  if (before.state === 'closed') throw new AppError('conflict', 'report_answered')
  const note = [before.note, answer.words].filter((words) => words !== '').join('\n')
  if (answer.decision === 'close') return { ...seen, note, state: 'closed', closedAt: at, closedBy: user.id }
  const level = levelAbove[before.level]
  if (level === null) throw new AppError('conflict', 'report_no_level')
  // The school of whom it is about; of what is nobody's, the school of whoever asks.
  const subject = before.subjectId === null ? null : await findUser(tx, before.subjectId)
  const schoolId = subject?.schoolId ?? user.schoolId
  return { ...seen, note, level, schoolId, escalatedAt: at, escalatedBy: user.id }
}

/** Whoever reported hears once that somebody has looked. */
async function tellReporter(ctx: Ctx, tx: Tx, before: ReportRow, actorId: string): Promise<string[]> {
  const { reporterId, projectId } = before
  if (before.seenAt !== null || reporterId === null || reporterId === actorId) return []
  return insertNotices(tx, [{ userId: reporterId, kind: 'report_seen', projectId, at: ctx.now() }])
}

const deeds = { seen: 'report.seen', close: 'report.closed', escalate: 'report.escalated' } as const

async function auditAnswer(
  ctx: Ctx,
  tx: Tx,
  { user, report, decision }: { user: SessionUser; report: ReportRow; decision: ReportAnswer['decision'] },
): Promise<void> {
  const { projectId, subjectId, id: targetId } = report
  const about = await pupilsAmong(tx, [subjectId])
  const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, about, projectId, targetId }
  await insertAudit(tx, { ...line, action: deeds[decision] })
}
