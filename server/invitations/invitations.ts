import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  findInvitation,
  findInvitationByToken,
  type InvitationRow,
  lockInvitation,
  updateInvitation,
} from '#db/queries/invitations.ts'
import { findProject, listProjectSchools } from '#db/queries/projects.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { findSchool } from '#db/queries/schools.ts'
import { requireProject, requireSchool } from '../access/grants.ts'
import { type NewSchoolInput, registerSchool, registerStaff } from '../auth/accounts.ts'
import { openSession } from '../auth/auth.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import { viewSession } from '../auth/session-view.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { enterProject, enterSchool, type Entrant } from './enter.ts'
import { hashToken, invitationState } from './links.ts'

/* A link lets one member of staff in. Unknown, used, revoked and expired links are all the same: not there. */

const expired = () => new AppError('not_found', 'link_expired')

async function findOpen(ctx: Ctx, token: string) {
  const found = await findInvitationByToken(ctx.db, hashToken(token))
  if (!found || invitationState(found.invitation, ctx.now()) !== 'open') throw expired()
  // What a suspended colleague has handed out is worth nothing while they are out.
  if (found.inviter?.suspendedAt) throw expired()
  return found
}

/** What an invitation is to, before anybody says yes. */
export async function lookAtInvitation(ctx: Ctx, token: string) {
  const { invitation, inviter, inviterSchool } = await findOpen(ctx, token)
  const { schoolId, projectId } = invitation
  return {
    invitation: {
      kind: schoolId === null ? ('project' as const) : ('school' as const),
      role: invitation.role,
      expiresAt: invitation.expiresAt.toISOString(),
      inviter: inviter?.displayName ?? '',
      school: schoolId === null ? null : await viewSchool(ctx, schoolId),
      project: projectId === null ? null : await viewProject(ctx, projectId, schoolToJoin(invitation, inviterSchool)),
      needsAccount: ctx.user === null,
    },
  }
}

async function viewSchool(ctx: Ctx, schoolId: string) {
  const school = await findSchool(ctx.db, schoolId)
  if (!school) throw expired()
  return { name: school.name, town: school.town, countryCode: school.countryCode }
}

async function viewProject(ctx: Ctx, projectId: string, joinableId: string | null) {
  const project = await findProject(ctx.db, projectId)
  if (!project) throw expired()
  const schools = await listProjectSchools(ctx.db, [projectId])
  return {
    name: project.name,
    kind: project.kind,
    cover: project.cover,
    languages: project.languages,
    schools: schools.map(({ id, name, countryCode }) => ({ id, name, countryCode, canJoin: id === joinableId })),
  }
}

/** The inviter vouches for colleagues of the own school and for no other; a guest is nobody's staff. */
const schoolToJoin = (invitation: InvitationRow, inviterSchool: { id: string } | null) =>
  invitation.role === 'guest' ? null : (inviterSchool?.id ?? null)

export interface NewAccount {
  displayName: string
  email: string
  password: string
  locale: 'en' | 'fr'
  school?: { id: string } | NewSchoolInput | undefined
}

/** Says yes: as who is signed in, or with a new account, which is then signed in. */
export async function acceptInvitation(
  ctx: Ctx,
  { token, account }: { token: string; account?: NewAccount | undefined },
) {
  const found = await findOpen(ctx, token)
  if (ctx.user) return acceptAs(ctx, found.invitation)
  if (!account) throw new AppError('unauthenticated', 'session_missing')
  return acceptWithAccount(ctx, found, account)
}

async function acceptAs(ctx: Ctx, { id }: InvitationRow) {
  const user = requireUser(ctx)
  if (user.kind !== 'staff') throw new AppError('forbidden', 'wrong_account')
  const entrant = { userId: user.id, schoolId: user.schoolId, isNew: false }
  const { projectId, inviterId } = await ctx.db.transaction((tx) => enter(ctx, tx, id, () => Promise.resolve(entrant)))
  await tell(ctx, user.id, projectId, inviterId)
  return { user: await viewSession(ctx, ctx.sessionId ?? ''), projectId, cookie: null }
}

type Found = Awaited<ReturnType<typeof findOpen>>

async function acceptWithAccount(ctx: Ctx, { invitation, inviterSchool }: Found, account: NewAccount) {
  const school = await schoolFor(ctx, invitation, schoolToJoin(invitation, inviterSchool), account)
  const { displayName, email, password, locale } = account
  checkPassword(password, { email, schoolName: school.name, path: 'account.password' })
  const passwordHash = await hashPassword(password)
  const isFounder = !('id' in school)
  // Who brings a school along looks after it; a guest's organisation is an address and no more.
  const isSchoolAdmin = invitation.role === 'admin' || (isFounder && invitation.role === 'teacher')
  const { userId, projectId, inviterId } = await ctx.db.transaction((tx) =>
    enter(ctx, tx, invitation.id, async () => {
      const now = ctx.now()
      const schoolId = isFounder
        ? await registerSchool(tx, { ...school, locale }, now, 'account.school.countryCode')
        : school.id
      const staff = { schoolId, displayName, email, passwordHash, isSchoolAdmin, locale }
      return { userId: await registerStaff(tx, staff, now), schoolId, isNew: true }
    }),
  )
  await tell(ctx, userId, projectId, inviterId)
  return { ...(await openSession(ctx, { userId, kind: 'staff' }, true)), projectId }
}

/** Which school a new account belongs to: the inviting one, the inviter's own, or one it brings along. */
async function schoolFor(ctx: Ctx, invitation: InvitationRow, joinableId: string | null, account: NewAccount) {
  const named = account.school
  const id = invitation.schoolId ?? (named && 'id' in named ? named.id : null)
  if (id === null) {
    if (named && !('id' in named)) return named
    const fields = [{ path: 'account.school', reason: 'school_missing' }]
    throw new AppError('invalid', 'invalid_input', { fields })
  }
  if (id !== (invitation.schoolId ?? joinableId)) throw new AppError('forbidden')
  const school = await findSchool(ctx.db, id)
  if (!school) throw notFound()
  return { id: school.id, name: school.name }
}

/** The one transaction: the link is taken, the person put where it leads, the chain gets its line. */
async function enter(ctx: Ctx, tx: Tx, invitationId: string, entrantOf: () => Promise<Entrant>) {
  const invitation = await lockInvitation(tx, invitationId)
  if (!invitation || invitationState(invitation, ctx.now()) !== 'open') throw expired()
  const entrant = await entrantOf()
  if (invitation.projectId)
    await enterProject(tx, { ...invitation, projectId: invitation.projectId }, entrant, ctx.now())
  else await enterSchool(tx, invitation, entrant)
  await updateInvitation(tx, invitation.id, { acceptedAt: ctx.now(), acceptedBy: entrant.userId })
  const { userId: actorId, schoolId } = entrant
  const { projectId, role, createdBy } = invitation
  if (createdBy !== null)
    await insertNotices(tx, [{ userId: createdBy, projectId, kind: 'joined', at: ctx.now(), actorId }])
  const line = { at: ctx.now(), actorId, schoolId, projectId, targetId: invitation.id }
  await insertAudit(tx, { ...line, action: 'invitation.accepted', detail: { role } })
  return { userId: entrant.userId, projectId, inviterId: createdBy }
}

async function tell(ctx: Ctx, userId: string, projectId: string | null, inviterId: string | null): Promise<void> {
  await ctx.rooms.recheck({ userIds: [userId] })
  if (inviterId !== null) await ringEverywhere(ctx, inviterId)
  if (projectId === null) return
  ctx.rooms.notice({ projectId }, { topic: 'people', userId })
  ctx.rooms.notice({ projectId }, { topic: 'project', userId })
}

/** Takes an open link back. */
export async function revokeInvitation(ctx: Ctx, invitationId: string): Promise<void> {
  const user = requireUser(ctx)
  const found = await findInvitation(ctx.db, invitationId)
  if (!found) throw notFound()
  if (found.projectId) await requireProject(ctx, found.projectId, 'invitation.create')
  else if (requireSchool(ctx, 'school.administer').schoolId !== found.schoolId) throw notFound()
  await ctx.db.transaction(async (tx) => {
    const invitation = await lockInvitation(tx, invitationId)
    if (!invitation || invitation.acceptedAt || invitation.revokedAt) return
    await updateInvitation(tx, invitationId, { revokedAt: ctx.now() })
    const { projectId } = invitation
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId, targetId: invitationId }
    await insertAudit(tx, { ...line, action: 'invitation.revoked', detail: { role: invitation.role } })
  })
}
