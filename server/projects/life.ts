import type { Tx } from '#db/client.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { hasOwnerElsewhere, updateSchoolLeft } from '#db/queries/project-life.ts'
import { findProject, listProjectSchools } from '#db/queries/projects.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isInStep, type LifeStep, mayBringPupils } from '../access/project-life.ts'
import { isTeacherRole } from '../access/rules.ts'
import { readOutline } from '../dossier/outline.ts'
import { readSilent } from '../dossier/pulse.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { advance, readNeeds } from './opening.ts'
import { inProject, stateLine, tellStateChanged } from './projects.ts'

/* Where a project stands on its way to being open, what is missing and who is asked; how it is sent, and how a school leaves it. */

/** For the teachers of the project. */
export async function showLife(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'project.read')
  if (!isTeacherRole(grant.role)) throw new AppError('forbidden')
  const project = await findProject(ctx.db, projectId)
  if (!project) throw notFound()
  const { missing, answers, isConcerned } = await readNeeds(ctx.db, project, ctx.now())
  const may = (step: LifeStep) => grant.can('project.edit') && isInStep(step, project.state)
  const schools = await listProjectSchools(ctx.db, [projectId])
  return {
    life: {
      state: project.state,
      kind: project.kind,
      /** Of an open project too: it is told so, and goes on. */
      missing,
      /** Whether anybody says yes to it. Where nobody does, nothing of this is to be seen. */
      isConcerned,
      /** What of its outline nobody has written yet. */
      unsaid: (await readOutline(ctx.db, project)).unsaid,
      /** Schools of which nobody has written for a while. */
      silent: await readSilent(ctx.db, project, { schoolId: grant.schoolId, now: ctx.now() }),
      isCoFounderAsked: project.coFounderId !== null,
      approvals: answers
        .map(({ last }) => last && { id: last.id, decider: last.decider, state: last.state })
        .filter((one) => one !== null),
      can: { submit: may('submit'), found: may('found'), leave: may('leave') && schools.length > 1 },
    },
  }
}

/** Sends a draft to those who say yes to it; it waits for a partner where one is missing. */
export async function submitProject(ctx: Ctx, projectId: string, text: string) {
  const rings = await inProject(ctx, projectId, 'project.edit', async (tx, grant) => {
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    if (!isInStep('submit', project.state)) throw new AppError('conflict', 'submit_not_now')
    const {
      state,
      rings: asked,
      lines,
    } = await advance(tx, project, { by: grant.user, at: ctx.now(), asks: true, text })
    await insertAudits(tx, [stateLine(ctx, grant, { from: project.state, to: state }), ...lines])
    return asked
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  await tellStateChanged(ctx, projectId)
  return showLife(ctx, projectId)
}

/**
 * The school of whoever asks leaves, with all its people. What they made stays. The project goes on; what it lacks now it is
 * told, and one that was not open yet waits for a partner again.
 */
export async function leaveProject(ctx: Ctx, projectId: string) {
  const { gone, rings } = await inProject(ctx, projectId, 'project.edit', async (tx, grant) => {
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    await requireOthers(tx, grant)
    const left = await updateSchoolLeft(tx, { projectId, schoolId: grant.schoolId, leftAt: ctx.now() })
    const told = await tellLeft(ctx, tx, grant)
    const waits = project.state === 'waiting_partner' || project.state === 'waiting_office'
    const state = waits
      ? (await advance(tx, project, { by: grant.user, at: ctx.now(), asks: false })).state
      : project.state
    const line = { ...stateLine(ctx, grant, { from: project.state, to: state }), action: 'project.school_left' }
    await insertAudits(tx, [{ ...line, detail: { people: left.length } }])
    return { gone: left.map(({ userId }) => userId), rings: told }
  })
  await ctx.rooms.recheck({ userIds: gone })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  ctx.rooms.notice({ projectId }, { topic: 'people' })
  await tellStateChanged(ctx, projectId)
}

/** A school does not leave alone, nor with all who own the project. */
async function requireOthers(tx: Tx, { projectId, schoolId }: ProjectGrant): Promise<void> {
  const schools = await listProjectSchools(tx, [projectId])
  if (schools.length < 2) throw new AppError('conflict', 'school_alone')
  if (!(await hasOwnerElsewhere(tx, projectId, schoolId))) throw new AppError('conflict', 'last_owner')
}

async function tellLeft(ctx: Ctx, tx: Tx, { projectId, user }: ProjectGrant): Promise<string[]> {
  const people = await listMembers(tx, projectId)
  const teachers = people.filter(({ role }) => isTeacherRole(role))
  const notice = { projectId, kind: 'school_left' as const, at: ctx.now(), actorId: user.id }
  return insertNotices(
    tx,
    teachers.map(({ userId }) => ({ ...notice, userId })),
  )
}

/** A partner's pupils wait until the project is open, where an office is concerned. */
export async function requirePupilsWelcome(ctx: Ctx, tx: Tx, { projectId, schoolId, state, kind }: ProjectGrant) {
  const before = mayBringPupils(state, { isFirst: false, isConcerned: true })
  if (before) return
  const { schools, isConcerned } = await readNeeds(tx, { id: projectId, kind, openedAt: null }, ctx.now())
  if (!mayBringPupils(state, { isFirst: schools[0]?.id === schoolId, isConcerned }))
    throw new AppError('conflict', 'pupils_wait')
}
