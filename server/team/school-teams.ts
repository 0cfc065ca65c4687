import { insertAudit } from '#db/queries/audit.ts'
import {
  countClassroomsInProjects,
  deleteApproval,
  listApprovals,
  listSchoolProjects,
  listSubjects,
  listTeams,
  upsertApproval,
} from '#db/queries/team.ts'
import { requireSchool, schoolRole } from '../access/grants.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { schoolYear, teamOf, viewApproval, viewSubject } from './team.ts'

/** All teams of one's own school with what they teach, and which classes are in none of this year. */
export async function showSchoolTeams(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const projects = await listSchoolProjects(ctx.db, user.schoolId)
  const teams = await viewTeams(ctx, user, projects)
  const places = await countClassroomsInProjects(ctx.db, user.schoolId)
  const year = schoolYear(ctx.now())
  const running = new Set(teams.filter((team) => team.year === year).map(({ projectId }) => projectId))
  const isIn = ({ projectId }: (typeof places)[number]) => projectId !== null && running.has(projectId)
  const placed = new Set(places.filter(isIn).map(({ classroomId }) => classroomId))
  const left = new Map(
    places.filter(({ classroomId }) => !placed.has(classroomId)).map((one) => [one.classroomId, one]),
  )
  return {
    year,
    teams: teams.map((team) => ({
      ...team,
      classrooms: places
        .filter(({ projectId }) => projectId === team.projectId)
        .map(({ classroomId, name, pupils }) => ({ id: classroomId, name, pupils })),
    })),
    /** Classrooms of which nobody is in a team of this year. */
    without: [...left.values()].map(({ classroomId, name }) => ({ id: classroomId, name })),
    can: { approve: canInSchool(schoolRole(user), 'team.approve') },
  }
}

type Projects = Awaited<ReturnType<typeof listSchoolProjects>>

async function viewTeams(ctx: Ctx, user: SessionUser, projects: Projects) {
  const ids = projects.map(({ id }) => id)
  const rows = new Map((await listTeams(ctx.db, ids)).map((row) => [row.projectId, row]))
  const subjects = await listSubjects(ctx.db, ids)
  const approvals = (await listApprovals(ctx.db, ids)).filter(({ schoolId }) => schoolId === user.schoolId)
  return projects.map((project) => {
    const { id, name, kind, state } = project
    const { theme, publicTitle, year } = teamOf(rows.get(id), project)
    const approval = approvals.find(({ projectId }) => projectId === id)
    return {
      ...{ projectId: id, name, kind, state, theme, publicTitle, year },
      subjects: subjects.filter(({ projectId }) => projectId === id).map(viewSubject),
      approval: approval === undefined ? null : viewApproval(approval),
    }
  })
}

/** The head says yes to a team, with a note or without. Said again, it is said anew. */
export async function approveTeam(ctx: Ctx, projectId: string, note: string): Promise<void> {
  await judgeTeam(ctx, projectId, async (tx, user) => {
    const at = ctx.now()
    await upsertApproval(tx, { projectId, schoolId: user.schoolId, approvedBy: user.id, approvedAt: at, note })
    return 'team.approved'
  })
}

/** Takes the yes back. */
export async function withdrawApproval(ctx: Ctx, projectId: string): Promise<void> {
  await judgeTeam(ctx, projectId, async (tx, user) => {
    if (!(await deleteApproval(tx, projectId, user.schoolId))) throw notFound()
    return 'team.approval_withdrawn'
  })
}

type Tx = Parameters<Parameters<Ctx['db']['transaction']>[0]>[0]

async function judgeTeam(
  ctx: Ctx,
  projectId: string,
  judge: (tx: Tx, user: SessionUser) => Promise<`team.${string}`>,
): Promise<void> {
  const user = requireSchool(ctx, 'team.approve')
  await ctx.db.transaction(async (tx) => {
    const projects = await listSchoolProjects(tx, user.schoolId)
    if (!projects.some(({ id }) => id === projectId)) throw notFound()
    const action = await judge(tx, user)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId, targetId: projectId }
    await insertAudit(tx, { ...line, action })
  })
  ctx.rooms.notice({ projectId }, { topic: 'project', userId: user.id })
}
