import type { DbOrTx } from '#db/client.ts'
import { findProjectFacts } from '#db/queries/access.ts'
import type { ReportRow } from '#db/queries/reports.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { schoolRole } from './grants.ts'
import { reportGrant, type ReportGrant, type ReportRole } from './report-rules.ts'
import { canInProject } from './rules.ts'
import { canInSchool } from './school-rules.ts'

type Reported = Pick<ReportRow, 'projectId' | 'level' | 'schoolId' | 'subjectId' | 'escalatedAt'>

/** What a report is to somebody who is there as this. */
export const grantForReport = (report: Reported, userId: string, as: ReportRole): ReportGrant =>
  reportGrant(report.level, report.subjectId === userId ? 'subject' : as, report.escalatedAt !== null)

/** Whoever may answer a report, or is told why not: what one may not see is not there. */
export async function requireReport(ctx: Ctx, report: Reported | null, db: DbOrTx): Promise<SessionUser> {
  const user = requireUser(ctx)
  if (report === null || report.subjectId === user.id) throw notFound()
  if (isOfSchool(user, report) && grantForReport(report, user.id, 'school_admin') === 'answer') return user
  const facts = await findProjectFacts(db, user.id, report.projectId)
  const grant = grantForReport(report, user.id, 'teacher')
  if (!facts || grant === 'none') throw notFound()
  if (!canInProject(facts.role, facts.state, 'report.answer', facts.kind)) throw new AppError('forbidden')
  if (grant === 'read') throw new AppError('conflict', 'report_answered')
  return user
}

const isOfSchool = (user: SessionUser, { schoolId }: Reported) =>
  user.schoolId === schoolId && canInSchool(schoolRole(user), 'report.answer_school')
