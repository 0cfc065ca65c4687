import { subjectKey, sumsBySubject } from '#collab/plan/sessions.ts'
import type { DbOrTx, Tx } from '#db/client.ts'
import { findMember } from '#db/queries/members.ts'
import { findProject } from '#db/queries/projects.ts'
import {
  countSubjects,
  deleteSubject,
  insertSubject,
  listApprovals,
  listSubjects,
  listTeams,
  type SubjectChanges,
  type SubjectRow,
  type TeamRow,
  updateSubject,
  upsertTeam,
} from '#db/queries/team.ts'
import { requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { readPlan } from '../plan/read.ts'
import { inProject } from '../projects/projects.ts'

const mostSubjects = 40

/** School years go by the year they begin in; they begin in August. */
export const schoolYear = (at: Date) => at.getUTCFullYear() - (at.getUTCMonth() < 7 ? 1 : 0)

/** What a project is in the eyes of its team where nobody has said anything yet. */
export const teamOf = (row: TeamRow | undefined, project: { id: string; createdAt: Date }): TeamRow =>
  row ?? { projectId: project.id, theme: null, publicTitle: '', year: schoolYear(project.createdAt) }

type SubjectView = Awaited<ReturnType<typeof listSubjects>>[number]

export const viewSubject = ({ projectId: _, leftAt, schoolId: _s, ...subject }: SubjectView) => ({
  ...subject,
  /** They have left the project: somebody else is to be found. */
  isGone: leftAt !== null,
})

export const viewApproval = ({
  projectId: _,
  approvedAt,
  ...approval
}: Awaited<ReturnType<typeof listApprovals>>[number]) => ({
  ...approval,
  note: approval.note ?? '',
  approvedAt: approvedAt?.toISOString() ?? null,
})

async function readTeam(db: DbOrTx, projectId: string): Promise<TeamRow> {
  const project = await findProject(db, projectId)
  if (!project) throw notFound()
  const [row] = await listTeams(db, [projectId])
  return teamOf(row, project)
}

type HourRow = Pick<SubjectRow, 'id' | 'subject'>

/** Minutes of the plan by subject of the team; `subjectId` null: of a lane that the team does not name. */
async function planHours(ctx: Ctx, projectId: string, subjects: readonly HourRow[]) {
  const { documentId, objects } = await readPlan(ctx, projectId)
  if (documentId === null) return null
  return sumsBySubject(objects).flatMap(({ subject, planned, done }) => {
    const found = subjects.find((one) => subjectKey(one.subject) === subjectKey(subject))
    return found === undefined && planned + done === 0 ? [] : [{ subjectId: found?.id ?? null, subject, planned, done }]
  })
}

/** Who teaches what in a project. What heads of schools said, and hours of the plan, are for its teachers. */
export async function showTeam(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'project.read')
  const { theme, publicTitle, year } = await readTeam(ctx.db, projectId)
  const subjects = (await listSubjects(ctx.db, [projectId])).map(viewSubject)
  const isTeacher = isTeacherRole(grant.role)
  const approvals = isTeacher ? await listApprovals(ctx.db, [projectId]) : []
  return {
    ...{ theme, publicTitle, year, subjects },
    /** Null where there is no plan, or it is not for whoever asks. */
    hours: isTeacher ? await planHours(ctx, projectId, subjects) : null,
    /** Of schools that want to be asked, or have said yes. */
    approvals: approvals.filter(({ isWanted, approvedAt }) => isWanted || approvedAt !== null).map(viewApproval),
    can: { edit: grant.can('team.edit') },
  }
}

export async function editTeam(ctx: Ctx, projectId: string, changes: Partial<Omit<TeamRow, 'projectId'>>) {
  await inProject(ctx, projectId, 'team.edit', async (tx) =>
    upsertTeam(tx, { ...(await readTeam(tx, projectId)), ...changes }),
  )
  return showTeam(ctx, projectId)
}

/** Whoever teaches a subject is a teacher of the project. */
async function requireTeacher(tx: Tx, projectId: string, teacherId: string | null | undefined): Promise<void> {
  if (teacherId === null || teacherId === undefined) return
  const member = await findMember(tx, projectId, teacherId)
  if (!member || !isTeacherRole(member.role)) throw invalidField('teacherId', 'not_a_teacher_here')
}

export async function addSubject(ctx: Ctx, projectId: string, subject: Omit<SubjectRow, 'id' | 'projectId'>) {
  await inProject(ctx, projectId, 'team.edit', async (tx) => {
    await requireTeacher(tx, projectId, subject.teacherId)
    if ((await countSubjects(tx, projectId)) >= mostSubjects) throw new AppError('conflict', 'too_many_subjects')
    await insertSubject(tx, { ...subject, projectId })
  })
  return showTeam(ctx, projectId)
}

interface SubjectAt {
  projectId: string
  subjectId: string
}

export async function editSubject(ctx: Ctx, at: SubjectAt, changes: SubjectChanges) {
  await inProject(ctx, at.projectId, 'team.edit', async (tx) => {
    await requireTeacher(tx, at.projectId, changes.teacherId)
    if (!(await updateSubject(tx, at, changes))) throw notFound()
  })
  return showTeam(ctx, at.projectId)
}

export async function removeSubject(ctx: Ctx, { projectId, subjectId }: SubjectAt) {
  await inProject(ctx, projectId, 'team.edit', async (tx) => {
    if (!(await deleteSubject(tx, projectId, subjectId))) throw notFound()
  })
  return showTeam(ctx, projectId)
}
