import type { Tx } from '#db/client.ts'
import { insertAudit, insertAudits } from '#db/queries/audit.ts'
import {
  findInvitation,
  findInvitationByToken,
  type FoundInvitation,
  type InvitationRow,
  lockInvitation,
  updateInvitation,
} from '#db/queries/invitations.ts'
import { findCredentials } from '#db/queries/credentials.ts'
import { findProject, listProjectSchools } from '#db/queries/projects.ts'
import { requireProject, requireSchool } from '../access/grants.ts'
import { mayNameAt } from '../access/offices.ts'
import { openSession } from '../auth/auth.ts'
import { viewSession } from '../auth/session-view.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { giveMandate } from '../mandates/give.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { announceJoined, announceWaiting } from './announce.ts'
import { enterProject, enterSchool, type Entrant } from './enter.ts'
import { expired, lockHolding, requireHolding } from './holding.ts'
import { hashToken } from './links.ts'
import { type NewAccount, prepareAccount, registerEntrant } from './newcomer.ts'

/* A link lets one member of staff in. Unknown, used, void and expired links are all the same: not there. */

async function findOpen(ctx: Ctx, token: string): Promise<FoundInvitation> {
  const found = await findInvitationByToken(ctx.db, hashToken(token))
  if (!found) throw expired()
  await requireHolding(ctx, ctx.db, found.invitation)
  return found
}

/** What an invitation is to and whom it is for, before anybody says yes. */
export async function lookAtInvitation(ctx: Ctx, token: string) {
  const found = await findOpen(ctx, token)
  const { invitation, inviter, inviterSchool } = found
  const { schoolId, projectId, audience, role } = invitation
  return {
    invitation: {
      kind: schoolId === null ? ('project' as const) : ('school' as const),
      role,
      audience,
      expiresAt: invitation.expiresAt.toISOString(),
      inviter: inviter?.displayName ?? '',
      /** To an office: what one is to be there. */
      mandate: invitation.mandatePost,
      /** The school that a new account of this link joins, once it is confirmed. */
      school: audience === 'colleague' && inviterSchool ? viewSchool(inviterSchool) : null,
      project: projectId === null ? null : await viewProject(ctx, projectId),
      needsAccount: ctx.user === null,
      /** Why whoever is signed in may not take it, said before they try; null where they may. */
      refusal: ctx.user && (await refusalOf(ctx, found, ctx.user)),
    },
  }
}

const viewSchool = ({ id, name, town, countryCode }: NonNullable<FoundInvitation['inviterSchool']>) => ({
  id,
  name,
  town,
  countryCode,
})

async function viewProject(ctx: Ctx, projectId: string) {
  const project = await findProject(ctx.db, projectId)
  if (!project) throw expired()
  const schools = await listProjectSchools(ctx.db, [projectId])
  return {
    name: project.name,
    kind: project.kind,
    cover: project.cover,
    languages: project.languages,
    schools: schools.map(({ id, name, countryCode }) => ({ id, name, countryCode })),
  }
}

/** Says yes: as who is signed in, or with a new account, which is then signed in. */
export async function acceptInvitation(
  ctx: Ctx,
  { token, account }: { token: string; account?: NewAccount | undefined },
) {
  const found = await findOpen(ctx, token)
  if (ctx.user) return acceptAs(ctx, found)
  if (!account) throw new AppError('unauthenticated', 'session_missing')
  return acceptWithAccount(ctx, found, account)
}

async function acceptAs(ctx: Ctx, found: FoundInvitation) {
  const user = requireUser(ctx)
  const refusal = await refusalOf(ctx, found, user)
  if (refusal !== null) throw new AppError(refusals[refusal], refusal)
  const entrant = { userId: user.id, schoolId: user.schoolId, isNew: false, isWaiting: false }
  const entered = await ctx.db.transaction((tx) => enter(ctx, tx, found, () => Promise.resolve(entrant)))
  await tell(ctx, entered)
  return { user: await viewSession(ctx, ctx.sessionId ?? ''), projectId: entered.projectId, cookie: null }
}

const refusals = {
  wrong_account: 'forbidden',
  own_link: 'conflict',
  not_a_colleague: 'forbidden',
  not_a_partner: 'conflict',
  not_invited_address: 'forbidden',
} as const

/** An office invites one address: whoever has another account signs in with that, or asks for another link. */
const isOfAddress = async (ctx: Ctx, user: SessionUser, address: string) =>
  (await findCredentials(ctx.db, user.id))?.email === address

/** Whoever has an account comes with their school: a colleague with the inviter's, a partner with another. */
async function refusalOf(
  ctx: Ctx,
  { invitation, inviterSchool }: FoundInvitation,
  user: SessionUser,
): Promise<keyof typeof refusals | null> {
  if (user.kind !== 'staff') return 'wrong_account'
  if (invitation.email !== null) return (await isOfAddress(ctx, user, invitation.email)) ? null : 'not_invited_address'
  if (invitation.createdBy === user.id) return 'own_link'
  const isSameSchool = (invitation.schoolId ?? inviterSchool?.id) === user.schoolId
  if (invitation.audience === 'colleague' && !isSameSchool) return 'not_a_colleague'
  if (invitation.audience === 'partner' && isSameSchool) return 'not_a_partner'
  return null
}

async function acceptWithAccount(ctx: Ctx, found: FoundInvitation, account: NewAccount) {
  const prepared = await prepareAccount(ctx, found, account)
  const entered = await ctx.db.transaction((tx) =>
    enter(ctx, tx, found, () => registerEntrant(tx, found, prepared, ctx.now())),
  )
  await tell(ctx, entered)
  const { userId, projectId } = entered
  return { ...(await openSession(ctx, { userId, kind: 'staff' }, true)), projectId }
}

interface Entered {
  userId: string
  /** Null also where the person waits: then they are in no project yet. */
  projectId: string | null
  rings: string[]
}

/** The one transaction: the link is taken, the person put where it leads, the chain gets its line. */
async function enter(ctx: Ctx, tx: Tx, seen: FoundInvitation, entrantOf: () => Promise<Entrant>): Promise<Entered> {
  const invitation = await lockHolding(ctx, tx, seen)
  const entrant = await entrantOf()
  const { userId, schoolId, isWaiting } = entrant
  const projectId = isWaiting ? null : invitation.projectId
  if (projectId !== null) await enterProject(tx, { ...invitation, projectId }, entrant, ctx.now())
  else if (invitation.mandatePost === null && invitation.schoolId !== null) await enterSchool(tx, invitation, entrant)
  const given = isWaiting ? [] : await mandateOf(ctx, tx, invitation, userId)
  await updateInvitation(tx, invitation.id, { acceptedAt: ctx.now(), acceptedBy: userId })
  const rings = isWaiting
    ? await announceWaiting(ctx, tx, { id: userId, schoolId })
    : await announceJoined(ctx, tx, invitation, userId)
  const line = { at: ctx.now(), actorId: userId, schoolId, targetId: invitation.id }
  const accepted = { ...ofProject(invitation), action: 'invitation.accepted', detail: { role: invitation.role } }
  await insertAudits(tx, [...given, { ...line, ...accepted }])
  return { userId, projectId, rings }
}

/** What an office has invited somebody to be: given now, with its line for the audit. */
export async function mandateOf(ctx: Ctx, tx: Tx, invitation: InvitationRow, userId: string) {
  const { schoolId: officeId, mandatePost: post, mandateRegionId: regionId, createdBy: givenBy } = invitation
  if (officeId === null || post === null) return []
  return [await giveMandate(ctx, tx, { officeId, post, regionId, userId, from: null, givenBy })]
}

/** Who comes into a project comes to all schools in it. */
const ofProject = ({ projectId }: InvitationRow) => (projectId === null ? {} : { projectId, about: 'project' as const })

async function tell(ctx: Ctx, { userId, projectId, rings }: Entered): Promise<void> {
  await ctx.rooms.recheck({ userIds: [userId] })
  for (const ringing of rings) await ringEverywhere(ctx, ringing)
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
  else if (!(await mayNameFor(ctx, user, found)) && requireSchool(ctx, 'school.administer').schoolId !== found.schoolId)
    throw notFound()
  await ctx.db.transaction(async (tx) => {
    const invitation = await lockInvitation(tx, invitationId)
    if (!invitation || invitation.acceptedAt || invitation.revokedAt) return
    await updateInvitation(tx, invitationId, { revokedAt: ctx.now() })
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: invitationId }
    await insertAudit(tx, {
      ...line,
      ...ofProject(invitation),
      action: 'invitation.revoked',
      detail: { role: invitation.role },
    })
  })
}

/** Who may name people at an office takes back the links to it. */
const mayNameFor = async (ctx: Ctx, { id }: SessionUser, { mandatePost, schoolId }: InvitationRow) =>
  mandatePost !== null &&
  schoolId !== null &&
  mayNameAt(ctx.db, { id, suspendedAt: null, waitingSince: null }, schoolId, ctx.now())
