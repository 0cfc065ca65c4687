import { listReports } from '#db/queries/reports.ts'
import { type ProjectGrant, requireProject, requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { viewReports } from './views.ts'

type Viewer = Pick<ProjectGrant, 'projectId' | 'user' | 'schoolId'>

/** Of a project, for its teachers: the open ones first, of these one's own pupils' first. */
export async function showReports(ctx: Ctx, projectId: string) {
  return { reports: await ofProject(ctx, await requireProject(ctx, projectId, 'report.answer')) }
}

async function ofProject(ctx: Ctx, { projectId, user, schoolId }: Viewer) {
  const viewer = { userId: user.id, schoolId, role: 'teacher' as const }
  const views = await viewReports(ctx, viewer, await listReports(ctx.db, { projectId }))
  const waits = (one: (typeof views)[number]) => one.state === 'open' && one.turn === 'first' && one.can.answer
  const rank = (one: (typeof views)[number]) => (waits(one) ? 0 : one.can.answer ? 1 : 2)
  return views.toSorted((a, b) => rank(a) - rank(b))
}

/** What a school's administrators are asked: reports about its teachers, and those that teachers handed on. */
export async function showSchoolReports(ctx: Ctx) {
  const { id: userId, schoolId } = requireSchool(ctx, 'report.answer_school')
  const viewer = { userId, schoolId, role: 'school_admin' as const }
  return { reports: await viewReports(ctx, viewer, await listReports(ctx.db, { schoolId })) }
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
