import {
  countMembers,
  findProject,
  insertProject,
  insertProjectSchool,
  listProjectSchools,
  listProjectsOf,
  listTeachingSchools,
  lockProject,
  summariseDocuments,
  updateProject,
} from '#db/queries/projects.ts'
import { insertMembers, listPupilsOfClassrooms } from '#db/queries/members.ts'
import { findGroup } from '#db/queries/groups.ts'
import { isRubricFor } from '#db/queries/rubrics.ts'
import { insertAudit } from '#db/queries/audit.ts'
import type { Tx } from '#db/client.ts'
import { archiveUndoneUntil, missingToOpen } from '../access/project-life.ts'
import { type ProjectGrant, requireClassroom, requireProject, requireSchool } from '../access/grants.ts'
import {
  documentGrant,
  isPupilRole,
  type MemberRole,
  type ProjectAction,
  type ProjectKind,
  type ProjectState,
} from '../access/rules.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import type { ProjectChanges, ProjectDraft } from './input.ts'

/**
 * Work that changes a project or its people: the project's row is held, so that its state and the asker's role are
 * what the rules were asked about until the work is committed.
 */
export function inProject<Result>(
  ctx: Ctx,
  projectId: string,
  action: ProjectAction,
  work: (tx: Tx, grant: ProjectGrant) => Promise<Result>,
): Promise<Result> {
  return ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    return work(tx, await requireProject(ctx, projectId, action, tx))
  })
}

const mayReadTeachersPages = (role: MemberRole, projectState: ProjectState) =>
  documentGrant({ role, projectState, documentState: 'open', isDamaged: false, reach: 'teachers', writing: null }) !==
  'none'

/** The projects of whoever asks. */
export async function listOwnProjects(ctx: Ctx) {
  const user = requireUser(ctx)
  const rows = await listProjectsOf(ctx.db, user.id)
  const ids = rows.map((row) => row.id)
  const schools = await listProjectSchools(ctx.db, ids)
  const memberCounts = new Map((await countMembers(ctx.db, ids)).map((row) => [row.projectId, row.count]))
  const pages = await summariseDocuments(ctx.db, ids)
  const projects = rows.map(({ createdAt, ...project }) => {
    const seen = pages.filter(
      (row) =>
        row.projectId === project.id &&
        (row.access !== 'teachers' || mayReadTeachersPages(project.role, project.state)),
    )
    const times = [createdAt, ...seen.flatMap((row) => row.changedAt ?? [])].map((at) => at.getTime())
    return {
      ...project,
      schools: schools
        .filter((school) => school.projectId === project.id)
        .map(({ id, name, town, countryCode }) => ({ id, name, town, countryCode })),
      memberCount: memberCounts.get(project.id) ?? 0,
      pageCount: seen.reduce((sum, row) => sum + row.count, 0),
      changedAt: new Date(Math.max(...times)).toISOString(),
    }
  })
  return { projects: projects.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)) }
}

/** Founds a project with the asker as its owner, and the pupils of the classrooms they named. */
export async function foundProject(ctx: Ctx, draft: ProjectDraft) {
  const user = requireSchool(ctx, 'project.found')
  const { classroomIds, start: _, ...fields } = draft
  const id = await ctx.db.transaction(async (tx) => {
    for (const classroomId of classroomIds) await requireClassroom(ctx, classroomId, 'classroom.read', tx)
    const pupils = await listPupilsOfClassrooms(tx, classroomIds)
    const projectId = await insertProject(tx, {
      ...fields,
      state: draft.kind === 'school' ? 'open' : 'waiting_partner',
      createdBy: user.id,
      createdAt: ctx.now(),
    })
    await insertProjectSchool(tx, { projectId, schoolId: user.schoolId, standing: 'founder', joinedAt: ctx.now() })
    await insertMembers(tx, projectId, [
      { userId: user.id, schoolId: user.schoolId, role: 'owner' },
      ...pupils.map(({ userId }) => ({ userId, schoolId: user.schoolId, role: 'pupil' as const })),
    ])
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: user.id,
      schoolId: user.schoolId,
      projectId,
      action: 'project.founded',
      targetId: projectId,
      detail: { kind: draft.kind, pupils: pupils.length },
    })
    return projectId
  })
  return { id }
}

const projectCan = (grant: ProjectGrant) => ({
  edit: grant.can('project.edit'),
  archive: grant.can('project.archive'),
  invite: grant.can('invitation.create'),
  editPeople: grant.can('people.edit'),
  changeRole: grant.can('role.change'),
  editGroups: grant.can('group.edit'),
  createDocument: canCreateDocument(grant),
  handOut: grant.can('document.hand_out'),
  watch: grant.can('live.watch'),
  answerReports: grant.can('report.answer'),
  keep: grant.can('extract.take'),
  readExtracts: grant.can('extract.read'),
})

/** Pupils start pages for their own group, so they need one. */
export const canCreateDocument = (grant: ProjectGrant) =>
  grant.can('document.create_any') || (grant.can('document.create') && grant.groupId !== null)

/** A project as whoever asks may see it. */
export async function readProject(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'project.read')
  const project = await findProject(ctx.db, projectId)
  if (!project) throw notFound()
  const schools = await listProjectSchools(ctx.db, [projectId])
  const missing =
    project.state === 'waiting_partner'
      ? missingToOpen(project.kind, await listTeachingSchools(ctx.db, projectId, ctx.now()))
      : null
  const undoneUntil = project.archivedAt && archiveUndoneUntil(project.archivedAt)
  const group = grant.groupId === null ? null : await findGroup(ctx.db, projectId, grant.groupId)
  return {
    project: {
      id: project.id,
      kind: project.kind,
      state: project.state,
      missing,
      name: project.name,
      summary: project.summary,
      cover: project.cover,
      languages: project.languages,
      subjects: project.subjects,
      ageFrom: project.ageFrom,
      ageTo: project.ageTo,
      createdAt: project.createdAt.toISOString(),
      role: grant.role,
      group: group && { id: group.id, name: group.name },
      schools: schools.map(({ id, name, town, countryCode, standing }) => ({ id, name, town, countryCode, standing })),
      /** For whoever may bring it back: how long. */
      restorableUntil: grant.can('project.restore') ? (undoneUntil?.toISOString() ?? null) : null,
      can: {
        ...projectCan(grant),
        seeRubric: isPupilRole(grant.role) && (await isRubricFor(ctx.db, projectId, grant.user.id)),
        restore: grant.can('project.restore') && undoneUntil !== null && ctx.now() <= undoneUntil,
      },
    },
  }
}

/** Edits what a project says of itself, closes it, opens it again, or archives it. */
export async function editProject(ctx: Ctx, projectId: string, changes: ProjectChanges) {
  const action = changes.state === 'archived' ? 'project.archive' : 'project.edit'
  await inProject(ctx, projectId, action, async (tx, grant) => {
    const { state: asked, ...fields } = changes
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    const ageFrom = fields.ageFrom ?? project.ageFrom
    if ((fields.ageTo ?? project.ageTo) < ageFrom)
      throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'ageTo', reason: 'age_order' }] })
    const state = asked && (await nextState(ctx, tx, { projectId, kind: project.kind, asked }))
    await updateProject(tx, projectId, {
      ...fields,
      ...(state ? { state, archivedAt: null, stateBefore: null } : {}),
      ...(state === 'archived' && { archivedAt: ctx.now(), stateBefore: project.state }),
    })
    if (state && state !== project.state) await noteState(ctx, tx, grant, { from: project.state, to: state })
  })
  await (changes.state ? tellStateChanged(ctx, projectId) : tellProjectChanged(ctx, projectId))
  return readProject(ctx, projectId)
}

/** Brings an archived project back as it was. After 30 days it stays in the archive. */
export async function restoreProject(ctx: Ctx, projectId: string) {
  await inProject(ctx, projectId, 'project.restore', async (tx, grant) => {
    const project = await findProject(tx, projectId)
    if (!project?.archivedAt) throw notFound()
    if (ctx.now() > archiveUndoneUntil(project.archivedAt)) throw new AppError('conflict', 'archive_final')
    const before = project.stateBefore ?? 'closed'
    const state =
      before === 'open' ? await nextState(ctx, tx, { projectId, kind: project.kind, asked: before }) : before
    await updateProject(tx, projectId, { state, archivedAt: null, stateBefore: null })
    await noteState(ctx, tx, grant, { from: project.state, to: state })
  })
  await tellStateChanged(ctx, projectId)
  return readProject(ctx, projectId)
}

const noteState = (
  ctx: Ctx,
  tx: Tx,
  { user, schoolId, projectId }: ProjectGrant,
  detail: Record<'from' | 'to', ProjectState>,
) =>
  insertAudit(tx, {
    ...{ at: ctx.now(), actorId: user.id, schoolId, projectId, targetId: projectId },
    about: 'project',
    action: 'project.state_changed',
    detail,
  })

/** Judges who is in it again: what they may write is another thing now. */
async function tellStateChanged(ctx: Ctx, projectId: string) {
  await ctx.rooms.recheck({ projectIds: [projectId] })
  tellProjectChanged(ctx, projectId)
}

const tellProjectChanged = (ctx: Ctx, projectId: string) =>
  ctx.rooms.notice({ projectId }, { topic: 'project', id: projectId, userId: requireUser(ctx).id })

interface Asked {
  projectId: string
  kind: ProjectKind
  asked: 'open' | 'closed' | 'archived'
}

/** A project without the schools that its kind asks for goes back to waiting for them. */
async function nextState({ now }: Ctx, tx: Tx, { projectId, kind, asked }: Asked) {
  if (asked !== 'open') return asked
  return missingToOpen(kind, await listTeachingSchools(tx, projectId, now())) === null ? asked : 'waiting_partner'
}
