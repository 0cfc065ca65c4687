import { insertAudit } from '#db/queries/audit.ts'
import { insertReport, joinReport, listSchoolAdmins, type ReportRow } from '#db/queries/reports.ts'
import { findUser, pupilsAmong } from '#db/queries/users.ts'
import type { DbOrTx } from '#db/client.ts'
import { requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { noteReport, tellReport } from '../notices/reports.ts'
import { takeEvidence } from './evidence.ts'
import { reportInCircle } from './in-circle.ts'
import type { ReportDraft } from './input.ts'

/**
 * Asks the grown-ups to look at something. What it says is copied at once, and whoever is asked hears of it at once. The
 * same person about the same thing joins what is open.
 */
export async function makeReport(ctx: Ctx, projectId: string, { target, reason, words }: ReportDraft) {
  const { user, schoolId, kind } = await requireProject(ctx, projectId, 'report.make')
  const taken = await takeEvidence(ctx, projectId, target)
  if (kind === 'circle') {
    await reportInCircle(ctx, user, taken, { target, reason, words })
    return { report: { id: null, level: 'office' as const, at: ctx.now().toISOString() } }
  }
  const { row, rings } = await ctx.db.transaction(async (tx) => {
    const level = await levelFor(tx, taken.subjectId ?? null)
    const told = { projectId, kind: 'said' as const, reporterId: user.id, reason, words, at: ctx.now() }
    const made = await insertReport(tx, { ...taken, ...told, ...level })
    if (made === null) return { row: await join(), rings: [] }
    const rings = await noteReport(tx, ctx, { ...made, by: user.id })
    // Without who and what: whoever it is about may be one of those who read the audit.
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: null,
      schoolId,
      about: await pupilsAmong(tx, [made.subjectId]),
      projectId,
      action: 'report.made',
      targetId: made.id,
    })
    return { row: made, rings }

    async function join(): Promise<ReportRow> {
      const joined = await joinReport(tx, { ...taken, reason, words, reporterId: user.id })
      // It was closed between the two looks.
      if (joined === null) throw new AppError('conflict')
      return joined
    }
  })
  await tellReport(ctx, row, rings)
  return { report: { id: row.id, level: row.level, at: row.at.toISOString() } }
}

/**
 * Who is asked first: the teachers; about a teacher, or any grown-up of a school, that school's administrators. Where the
 * only one is who it is about, the other teachers of the project are.
 */
async function levelFor(db: DbOrTx, subjectId: string | null): Promise<Pick<ReportRow, 'level' | 'schoolId'>> {
  const subject = subjectId === null ? null : await findUser(db, subjectId)
  if (subject?.kind !== 'staff') return { level: 'teacher', schoolId: null }
  const { schoolId } = subject
  const others = (await listSchoolAdmins(db, schoolId)).filter((userId) => userId !== subject.id)
  return others.length > 0 ? { level: 'school', schoolId } : { level: 'teacher', schoolId: null }
}
