import {
  countMembers,
  findProject,
  insertProject,
  insertProjectSchool,
  listProjectSchools,
  listProjectsOf,
  lockProject,
  summariseDocuments,
  updateProject,
  updateProjectState,
} from '#db/queries/projects.ts'
import { upsertDossierField } from '#db/queries/dossier.ts'
import { insertMembers, listPupilsOfClassrooms } from '#db/queries/members.ts'
import { findGroup } from '#db/queries/groups.ts'
import { isRubricFor } from '#db/queries/rubrics.ts'
import { type AuditLine, insertAudits } from '#db/queries/audit.ts'
import type { Tx } from '#db/client.ts'
import type { DossierField } from '#db/schema/values.ts'
import { archiveUndoneUntil } from '../access/project-life.ts'
import { type ProjectGrant, requireClassroom, requireProject, requireSchool } from '../access/grants.ts'
import {
  documentGrant,
  isPupilRole,
  type MemberRole,
  type ProjectAction,
  type ProjectKind,
  type ProjectState,
} from '../access/rules.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import type { ProjectChanges, ProjectDraft } from './input.ts'
import { advance, type Consequence, readNeeds } from './opening.ts'

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

const mayReadTeachersPages = ({ role, kind, state }: { role: MemberRole; kind: ProjectKind; state: ProjectState }) =>
  documentGrant({
    ...{ role, projectKind: kind, projectState: state },
    ...{ documentState: 'open', isDamaged: false, reach: 'teachers', writing: null },
  }) !== 'none'

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
      (row) => row.projectId === project.id && (row.access !== 'teachers' || mayReadTeachersPages(project)),
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
  const { id, rings } = await ctx.db.transaction(async (tx) => {
    const { lines, ...founded } = await foundIn(ctx, tx, draft)
    await insertAudits(tx, lines)
    return founded
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return { id }
}

/** Founds one within a transaction whose caller writes the lines of the audit last, and rings when it is over. */
export async function foundIn(ctx: Ctx, tx: Tx, draft: ProjectDraft) {
  const user = requireSchool(ctx, 'project.found')
  const { projectId, pupils } = await storeProject(ctx, tx, user, draft)
  const { rings, lines } = await begin(ctx, tx, projectId, draft)
  const line: AuditLine = {
    at: ctx.now(),
    actorId: user.id,
    schoolId: user.schoolId,
    projectId,
    action: 'project.founded',
    targetId: projectId,
    detail: { kind: draft.kind, pupils },
  }
  return { id: projectId, rings, lines: [line, ...lines] }
}

async function storeProject(ctx: Ctx, tx: Tx, user: SessionUser, draft: ProjectDraft) {
  const { classroomIds, start: _, ...fields } = draft
  for (const classroomId of classroomIds) await requireClassroom(ctx, classroomId, 'classroom.read', tx)
  const pupils = await listPupilsOfClassrooms(tx, classroomIds)
  const project = { ...fields, state: 'draft' as const, createdBy: user.id, createdAt: ctx.now() }
  const projectId = await insertProject(tx, project)
  await insertProjectSchool(tx, { projectId, schoolId: user.schoolId, standing: 'founder', joinedAt: ctx.now() })
  await insertMembers(tx, projectId, [
    { userId: user.id, schoolId: user.schoolId, role: 'owner', joinedAt: ctx.now() },
    ...pupils.map(({ userId }) => ({ userId, schoolId: user.schoolId, role: 'pupil' as const, joinedAt: ctx.now() })),
  ])
  return { projectId, pupils: pupils.length }
}

/** Where somebody says yes to projects, who begins alone sends it when they wish. Else it is on its way at once. */
async function begin(
  ctx: Ctx,
  tx: Tx,
  projectId: string,
  { start }: ProjectDraft,
): Promise<Omit<Consequence, 'state'>> {
  const project = await findProject(tx, projectId)
  if (!project) throw notFound()
  const { isConcerned } = await readNeeds(tx, project, ctx.now())
  if (isConcerned && start === 'alone') return { rings: [], lines: [] }
  return advance(tx, project, { by: requireUser(ctx), at: ctx.now(), asks: true })
}

const projectCan = (grant: ProjectGrant) => ({
  edit: grant.can('project.edit'),
  archive: grant.can('project.archive'),
  continue: grant.can('sequel.found'),
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
  const missing = project.state === 'waiting_partner' ? (await readNeeds(ctx.db, project, ctx.now())).missing : null
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
  const rings = await inProject(ctx, projectId, action, async (tx, grant) => {
    const { state: asked, ...fields } = changes
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    const ageFrom = fields.ageFrom ?? project.ageFrom
    if ((fields.ageTo ?? project.ageTo) < ageFrom)
      throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'ageTo', reason: 'age_order' }] })
    if (Object.keys(fields).length > 0) await updateProject(tx, projectId, fields)
    await noteInDossier(ctx, tx, grant, { project, fields })
    return asked ? moveProject(ctx, tx, grant, { project, asked }) : []
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  await (changes.state ? tellStateChanged(ctx, projectId) : tellProjectChanged(ctx, projectId))
  return readProject(ctx, projectId)
}

/** Three of them are fields of its dossier too: who writes there has begun from an older one now. */
async function noteInDossier(
  ctx: Ctx,
  tx: Tx,
  { projectId, user }: ProjectGrant,
  { project, fields }: { project: Move['project']; fields: Omit<ProjectChanges, 'state'> },
): Promise<void> {
  const { languages, subjects, ageFrom, ageTo } = { ...project, ...fields }
  const changed: DossierField[] = []
  if (String(languages) !== String(project.languages)) changed.push('languages')
  if (String(subjects) !== String(project.subjects)) changed.push('subjects')
  if (ageFrom !== project.ageFrom || ageTo !== project.ageTo) changed.push('ages')
  for (const field of changed)
    await upsertDossierField(tx, { projectId, field, value: null, authorId: user.id, changedAt: ctx.now() })
}

/** Brings an archived project back as it was. After 30 days it stays in the archive. */
export async function restoreProject(ctx: Ctx, projectId: string) {
  const rings = await inProject(ctx, projectId, 'project.restore', async (tx, grant) => {
    const project = await findProject(tx, projectId)
    if (!project?.archivedAt) throw notFound()
    if (ctx.now() > archiveUndoneUntil(project.archivedAt)) throw new AppError('conflict', 'archive_final')
    return moveProject(ctx, tx, grant, { project, asked: project.stateBefore ?? 'closed' })
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  await tellStateChanged(ctx, projectId)
  return readProject(ctx, projectId)
}

interface Move {
  project: NonNullable<Awaited<ReturnType<typeof findProject>>>
  asked: ProjectState
}

/** Gives whose bell rings. */
async function moveProject(ctx: Ctx, tx: Tx, grant: ProjectGrant, { project, asked }: Move): Promise<string[]> {
  const { state, rings, lines } = await nextState(ctx, tx, { project, asked })
  const line = stateLine(ctx, grant, { from: project.state, to: state })
  await insertAudits(tx, state === project.state ? lines : [line, ...lines])
  return rings
}

/** Opened again, a project without the schools that its kind asks for, or without a yes that it needs, waits for them. */
async function nextState(ctx: Ctx, tx: Tx, { project, asked }: Move): Promise<Consequence> {
  if (asked === 'open') return advance(tx, project, { by: requireUser(ctx), at: ctx.now(), asks: true })
  const isNew = asked === 'closed' && project.openedAt === null && beforeOpen.has(project.state)
  if (isNew && (await readNeeds(tx, project, ctx.now())).isConcerned) throw new AppError('conflict', 'project_not_open')
  const archive = asked === 'archived' ? { archivedAt: ctx.now(), stateBefore: project.state } : noArchive
  await updateProjectState(tx, project.id, { state: asked, ...archive }, ctx.now())
  return { state: asked, rings: [], lines: [] }
}

const noArchive = { archivedAt: null, stateBefore: null }
const beforeOpen: ReadonlySet<ProjectState> = new Set(['draft', 'waiting_partner', 'waiting_office'])

/** For all schools of the project. */
export const stateLine = (
  ctx: Pick<Ctx, 'now'>,
  { user, schoolId, projectId }: { user: { id: string }; schoolId: string; projectId: string },
  detail: Record<'from' | 'to', ProjectState>,
): AuditLine => ({
  ...{ at: ctx.now(), actorId: user.id, schoolId, projectId, targetId: projectId },
  about: 'project',
  action: 'project.state_changed',
  detail,
})

/** Judges who is in it again: what they may write is another thing now. */
export async function tellStateChanged(ctx: Ctx, projectId: string) {
  await ctx.rooms.recheck({ projectIds: [projectId] })
  tellProjectChanged(ctx, projectId)
}

const tellProjectChanged = (ctx: Ctx, projectId: string) =>
  ctx.rooms.notice({ projectId }, { topic: 'project', id: projectId, userId: requireUser(ctx).id })
