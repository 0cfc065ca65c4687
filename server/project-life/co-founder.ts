import { type AuditLine, insertAudits } from '#db/queries/audit.ts'
import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { listCoFoundings } from '#db/queries/project-life.ts'
import { findProject, lockProject, updateProject } from '#db/queries/projects.ts'
import type { Tx } from '#db/client.ts'
import { isNameForAll, listNamedTo } from '../access/contacts.ts'
import { isInStep } from '../access/project-life.ts'
import type { ProjectGrant } from '../access/grants.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { enterProject } from '../invitations/enter.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { inviteToProject } from '../people/invitations.ts'
import { inProject, readProject, tellStateChanged } from '../projects/projects.ts'

/* Another founder: a person of another school who accepts, by a link or because their address is known here. */

/**
 * Makes a link for the other founder. Whoever has this address at another school here is asked by the bell too; whether there
 * is such a person nobody is told.
 */
export async function askCoFounder(ctx: Ctx, projectId: string, email: string | null) {
  const rings = await inProject(ctx, projectId, 'invitation.create', async (tx, grant) => {
    const project = await findProject(tx, projectId)
    if (!project || !isInStep('found', project.state)) throw new AppError('conflict', 'project_has_founders')
    return email === null ? [] : askColleague(ctx, tx, grant, email)
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return inviteToProject(ctx, projectId, { role: 'teacher', audience: 'partner' })
}

async function askColleague(ctx: Ctx, tx: Tx, { projectId, user }: ProjectGrant, email: string): Promise<string[]> {
  const person = await findCredentialsByEmail(tx, email)
  if (person?.kind !== 'staff' || person.suspendedAt || person.schoolId === user.schoolId) return []
  return askPerson(ctx, tx, projectId, person.userId)
}

/** Asks somebody of another school to found it too. Gives whose bell rings. */
export async function askPerson(ctx: Ctx, tx: Tx, projectId: string, userId: string): Promise<string[]> {
  await updateProject(tx, projectId, { coFounderId: userId })
  // They are not in the project, so the bell names it not.
  const notice = { userId, projectId: null, at: ctx.now(), actorId: requireUser(ctx).id }
  return insertNotices(tx, [{ ...notice, kind: 'co_founder_asked' }])
}

/** Projects that I am asked to found together with somebody. */
export async function showCoFoundings(ctx: Ctx) {
  const user = requireUser(ctx)
  return { projects: user.kind === 'staff' ? await listCoFoundings(ctx.db, user.id) : [] }
}

/** Whom a founder asked says yes, and comes in with their school. */
export async function acceptCoFounding(ctx: Ctx, projectId: string) {
  const user = requireUser(ctx)
  const rings = await ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    const project = await findProject(tx, projectId)
    if (project?.coFounderId !== user.id) throw notFound()
    if (!isInStep('found', project.state)) throw new AppError('conflict', 'project_has_founders')
    await updateProject(tx, projectId, { coFounderId: null })
    const opened = await enterProject(
      tx,
      { role: 'teacher', projectId },
      { userId: user.id, schoolId: user.schoolId },
      ctx.now(),
    )
    const told = await tellJoined(ctx, tx, { projectId, createdBy: project.createdBy })
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId, targetId: projectId }
    await insertAudits(tx, [
      { ...line, about: 'project', action: 'project.founded_together' },
      ...(opened?.lines ?? []),
    ])
    return [...told, ...(opened?.rings ?? [])]
  })
  await ctx.rooms.recheck({ userIds: [user.id] })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  ctx.rooms.notice({ projectId }, { topic: 'people', userId: user.id })
  await tellStateChanged(ctx, projectId)
  return readProject(ctx, projectId)
}

/**
 * Whom a founder asked says no. The project stays where it was, with its class at work in it; the founder is told, and may ask
 * somebody else. The link that was made for it works still, as any does until it is taken back.
 */
export async function declineCoFounding(ctx: Ctx, projectId: string): Promise<void> {
  const user = requireUser(ctx)
  const rings = await ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    const project = await findProject(tx, projectId)
    if (project?.coFounderId !== user.id) throw notFound()
    await updateProject(tx, projectId, { coFounderId: null })
    const rung = await tellDeclined(ctx, tx, projectId, user)
    await insertAudits(tx, await linesOfDeclining(ctx, tx, projectId, user))
    return rung
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  // Without who it was: they may hide it.
  ctx.rooms.notice({ projectId }, { topic: 'dossier', id: projectId })
}

/** By name where the reader may know it: a founder who found an offer without a name learns none by a no. */
async function tellDeclined(ctx: Ctx, tx: Tx, projectId: string, user: SessionUser): Promise<string[]> {
  const owners = (await listMembers(tx, projectId)).filter(({ role }) => role === 'owner').map(({ userId }) => userId)
  const named = await listNamedTo(tx, user.id, owners)
  const notice = { projectId, kind: 'co_founder_declined' as const, at: ctx.now() }
  return insertNotices(
    tx,
    owners.map((userId) => ({ ...notice, userId, actorId: named.has(userId) ? user.id : null })),
  )
}

/** Who hides their name is named to their own school alone. */
async function linesOfDeclining(ctx: Ctx, tx: Tx, projectId: string, user: SessionUser): Promise<AuditLine[]> {
  const what = { at: ctx.now(), projectId, targetId: projectId, action: 'project.founding_declined' }
  const own = { ...what, actorId: user.id, schoolId: user.schoolId }
  if (await isNameForAll(tx, user.id)) return [{ ...own, about: 'project' }]
  return [own, { ...what, actorId: null, schoolId: null, about: 'project' }]
}

function tellJoined(ctx: Ctx, tx: Tx, { projectId, createdBy }: { projectId: string; createdBy: string | null }) {
  const { id: actorId } = requireUser(ctx)
  if (createdBy === null) return Promise.resolve([])
  return insertNotices(tx, [{ userId: createdBy, projectId, kind: 'joined', at: ctx.now(), actorId }])
}
