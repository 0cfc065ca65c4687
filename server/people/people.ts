import { type AuditLine, insertAudit, insertAudits } from '#db/queries/audit.ts'
import { findGroup, listGroups, replaceGroupMembers } from '#db/queries/groups.ts'
import {
  hasOtherOwner,
  findMember,
  insertMembers,
  listFormerMembers,
  listMembers,
  listPupilsOfClassrooms,
  listPupilsOfSchool,
  type MemberRow,
  updateMemberLeft,
  updateMemberRole,
} from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { listProjectSchools } from '#db/queries/projects.ts'
import type { Tx } from '#db/client.ts'
import { type ProjectGrant, requireClassroom, requireProject } from '../access/grants.ts'
import { canInProject, isPupilRole, type MemberRole } from '../access/rules.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { voidLinks } from '../invitations/holding.ts'
import { listProjectInvitations } from './invitations.ts'
import { openWhenComplete } from '../projects/opening.ts'
import { requirePupilsWelcome } from '../projects/life.ts'
import { inProject } from '../projects/projects.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { keepApart } from '../pseudonyms/apart.ts'
import { nameFor, paletteIndexOf, shapeOf } from '../kit/identity.ts'

const mayRemove = (grant: ProjectGrant, member: MemberRow) =>
  grant.can('role.change') ||
  (grant.can('people.edit') && isPupilRole(member.role) && member.school.id === grant.schoolId)

/** Names are shown by the school that somebody is here for. */
const viewerOf = ({ user, schoolId }: ProjectGrant) => ({ kind: user.kind, schoolId })

const memberView = (grant: ProjectGrant, member: MemberRow) => ({
  userId: member.userId,
  ...nameFor(viewerOf(grant), member),
  kind: member.kind,
  role: member.role,
  school: member.school,
  groupId: member.groupId,
  paletteIndex: paletteIndexOf(member.position),
  shape: shapeOf(member.position, member.chosenShape),
  isSelf: member.userId === grant.user.id,
  can: {
    remove: mayRemove(grant, member),
    changeRole: grant.can('role.change'),
    move: grant.can('group.edit') && isPupilRole(member.role),
    openOral: grant.can('oral.read') && isPupilRole(member.role) && member.school.id === grant.schoolId,
  },
})

/** Who was here and left: what they made is still there, and is theirs. */
const formerView = (grant: ProjectGrant, member: MemberRow) => ({
  userId: member.userId,
  ...nameFor(viewerOf(grant), member),
  kind: member.kind,
  school: member.school,
  paletteIndex: paletteIndexOf(member.position),
  shape: shapeOf(member.position, member.chosenShape),
})

/** Who is in a project, named for whoever asks. */
export async function listPeople(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'project.read')
  const people = await listMembers(ctx.db, projectId)
  const former = await listFormerMembers(ctx.db, projectId)
  const schools = await listProjectSchools(ctx.db, [projectId])
  return {
    members: people.map((member) => memberView(grant, member)),
    former: former.map((member) => formerView(grant, member)),
    groups: await listGroups(ctx.db, projectId),
    schools: schools.map(({ id, name, town, countryCode, standing }) => ({ id, name, town, countryCode, standing })),
    invitations: grant.can('invitation.create') ? await listProjectInvitations(ctx, projectId) : [],
    can: {
      addPupils: grant.can('people.edit'),
      invite: grant.can('invitation.create'),
      editGroups: grant.can('group.edit'),
      rule: grant.can('writing.rule'),
    },
  }
}

type PupilsToAdd = { classroomId: string } | { userIds: string[] }

/** Brings pupils of the asker's own school into the project: a classroom they may see, or pupils by id. */
export async function addPupils(ctx: Ctx, projectId: string, pupils: PupilsToAdd) {
  const added = await inProject(ctx, projectId, 'people.edit', async (tx, grant) => {
    await requirePupilsWelcome(ctx, tx, grant)
    const ids = await pupilIds(ctx, tx, grant, pupils)
    const newcomers = await insertMembers(
      tx,
      projectId,
      ids.map((userId) => ({ userId, schoolId: grant.schoolId, role: 'pupil' })),
    )
    await keepApart(tx, ctx, projectId, newcomers)
    const told = { projectId, at: ctx.now(), actorId: grant.user.id }
    await insertNotices(
      tx,
      newcomers.map((userId) => ({ ...told, userId, kind: 'added' as const })),
    )
    for (const userId of newcomers)
      await auditMember(ctx, tx, grant, { action: 'member.added', userId, detail: { role: 'pupil' } })
    return newcomers
  })
  if (added.length > 0) await tellPeopleChanged(ctx, projectId, added)
  for (const userId of added) await ringEverywhere(ctx, userId)
  return { added: added.length }
}

async function pupilIds(ctx: Ctx, tx: Tx, grant: ProjectGrant, pupils: PupilsToAdd): Promise<string[]> {
  if ('classroomId' in pupils) {
    const classroom = await requireClassroom(ctx, pupils.classroomId, 'classroom.read', tx)
    if (classroom.schoolId !== grant.schoolId) throw notFound()
    return (await listPupilsOfClassrooms(tx, [pupils.classroomId])).map((pupil) => pupil.userId)
  }
  const asked = [...new Set(pupils.userIds)]
  const found = await listPupilsOfSchool(tx, grant.schoolId, asked)
  if (found.length !== asked.length) throw notFound()
  return found.map((pupil) => pupil.userId)
}

interface MemberLine {
  action: `member.${string}`
  userId: string
  detail: Record<string, string | null>
}

const memberLine = (ctx: Ctx, grant: ProjectGrant, { action, userId, detail }: MemberLine): AuditLine => ({
  at: ctx.now(),
  actorId: grant.user.id,
  schoolId: grant.schoolId,
  about: [userId],
  projectId: grant.projectId,
  action,
  targetId: userId,
  detail,
})

const auditMember = (ctx: Ctx, tx: Tx, grant: ProjectGrant, line: MemberLine) =>
  insertAudit(tx, memberLine(ctx, grant, line))

/** Judges the open connections of these people again and lets everybody in the space look. */
async function tellPeopleChanged(ctx: Ctx, projectId: string, userIds: string[]) {
  await ctx.rooms.recheck({ userIds })
  ctx.rooms.notice({ projectId }, { topic: 'people', userId: requireUser(ctx).id })
}

async function requireMember(tx: Tx, projectId: string, userId: string): Promise<MemberRow> {
  const member = await findMember(tx, projectId, userId)
  if (!member) throw notFound()
  return member
}

async function keepAnOwner(tx: Tx, projectId: string, member: MemberRow) {
  if (member.role === 'owner' && !(await hasOtherOwner(tx, projectId, member.userId)))
    throw new AppError('conflict', 'last_owner')
}

interface MemberChanges {
  role?: MemberRole
  groupId?: string | null
}

/** Changes what a member may do in the project, or which group they are in. */
export async function editMember(ctx: Ctx, projectId: string, userId: string, changes: MemberChanges) {
  const action = changes.role === undefined ? 'group.edit' : 'role.change'
  const member = await inProject(ctx, projectId, action, async (tx, grant) => {
    if (changes.groupId !== undefined && !grant.can('group.edit')) throw new AppError('forbidden')
    const before = await requireMember(tx, projectId, userId)
    // What concerns all schools of the project comes first in the audit.
    if (changes.role !== undefined) await changeRole(ctx, tx, grant, before, changes.role)
    if (changes.groupId !== undefined) await moveMember(ctx, tx, grant, before, changes.groupId)
    return memberView(grant, await requireMember(tx, projectId, userId))
  })
  await tellPeopleChanged(ctx, projectId, [userId])
  return { member }
}

async function changeRole(ctx: Ctx, tx: Tx, grant: ProjectGrant, member: MemberRow, role: MemberRole) {
  if (isPupilRole(role) !== (member.kind === 'pupil'))
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'role', reason: 'role_kind' }] })
  if (role === member.role) return
  await keepAnOwner(tx, grant.projectId, member)
  await updateMemberRole(tx, grant.projectId, member.userId, role)
  const by = { id: member.userId, schoolId: member.school.id }
  const opened = await openWhenComplete(tx, grant.projectId, { by, at: ctx.now() })
  const lost = { userId: member.userId, of: { projectId: grant.projectId }, actor: grant.user }
  if (!canInProject(role, grant.state, 'invitation.create', grant.kind))
    await voidLinks(ctx, tx, { ...lost, voidReason: 'demoted' })
  const detail = { from: member.role, to: role }
  const line = memberLine(ctx, grant, { action: 'member.role_changed', userId: member.userId, detail })
  await insertAudits(tx, [...(opened?.lines ?? []), line])
}

async function moveMember(ctx: Ctx, tx: Tx, grant: ProjectGrant, member: MemberRow, groupId: string | null) {
  const { projectId } = grant
  if (!isPupilRole(member.role)) throw new AppError('forbidden')
  if (groupId !== null && !(await findGroup(tx, projectId, groupId))) throw notFound()
  await replaceGroupMembers(tx, projectId, [{ userId: member.userId, groupId }])
  if (member.groupId !== groupId)
    await auditMember(ctx, tx, grant, { action: 'member.moved', userId: member.userId, detail: { groupId } })
}

/** Takes a person out of the project. What they wrote stays; their open pages close. */
export async function removeMember(ctx: Ctx, projectId: string, userId: string) {
  await inProject(ctx, projectId, 'people.edit', async (tx, grant) => {
    const member = await requireMember(tx, projectId, userId)
    if (!mayRemove(grant, member)) throw new AppError('forbidden')
    await keepAnOwner(tx, projectId, member)
    await replaceGroupMembers(tx, projectId, [{ userId, groupId: null }])
    await updateMemberLeft(tx, projectId, userId, ctx.now())
    await voidLinks(ctx, tx, { userId, of: { projectId }, voidReason: 'left', actor: grant.user })
    await auditMember(ctx, tx, grant, { action: 'member.removed', userId, detail: { role: member.role } })
  })
  await tellPeopleChanged(ctx, projectId, [userId])
}
