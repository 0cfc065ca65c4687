import { type FoundReport, listReports } from '#db/queries/reports.ts'
import { pupilsAmong } from '#db/queries/users.ts'
import { type ProjectGrant, requireProject, requireSchool } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { dayMs } from '../kit/nights.ts'
import { type ReportViewer, viewReports } from './views.ts'

type Viewer = Pick<ProjectGrant, 'projectId' | 'user' | 'schoolId'>

/** Of a project, for its teachers: the open ones first, of these one's own pupils' first. */
export async function showReports(ctx: Ctx, projectId: string) {
  return { reports: await ofProject(ctx, await requireProject(ctx, projectId, 'report.answer')) }
}

async function ofProject(ctx: Ctx, { projectId, user, schoolId }: Viewer) {
  const viewer = { userId: user.id, schoolId, role: 'teacher' as const }
  const views = await opened(ctx, viewer, await listReports(ctx.db, { projectId }), { targetId: projectId, projectId })
  const waits = (one: (typeof views)[number]) => one.state === 'open' && one.turn === 'first' && one.can.answer
  const rank = (one: (typeof views)[number]) => (waits(one) ? 0 : one.can.answer ? 1 : 2)
  return views.toSorted((a, b) => rank(a) - rank(b))
}

/** What a school's administrators are asked: reports about its teachers, and those that teachers handed on. */
export async function showSchoolReports(ctx: Ctx) {
  const { id: userId, schoolId } = requireSchool(ctx, 'report.answer_school')
  const viewer = { userId, schoolId, role: 'school_admin' as const }
  return { reports: await opened(ctx, viewer, await listReports(ctx.db, { schoolId }), { targetId: schoolId }) }
}

/** Reports as somebody sees them, which is written down; whom among the grown-ups they are about is not. */
async function opened(
  ctx: Ctx,
  viewer: ReportViewer,
  rows: readonly FoundReport[],
  place: { targetId: string; projectId?: string },
) {
  const views = await viewReports(ctx, viewer, rows)
  const seen = new Set(views.map(({ id }) => id))
  const subjects = rows.filter(({ report }) => seen.has(report.id)).map(({ report }) => report.subjectId)
  const about = await pupilsAmong(ctx.db, subjects)
  if (views.length > 0) await noteOpening(ctx, { action: 'report.opened', ...place, about }, dayMs)
  return views
}

/** What of a project's reports waits for this teacher: for whoever gathers all that waits in one place. */
export async function openReports(ctx: Ctx, viewer: Viewer) {
  const views = await ofProject(ctx, viewer)
  return views
    .filter(({ can }) => can.answer)
    .map(({ id, at, subject, target, turn, reason, seen }) => ({
      ...{ id, kind: 'report' as const, at, reason, turn },
      author: subject?.id ?? null,
      targetKind: target.kind,
      isSeen: seen !== null,
    }))
}
