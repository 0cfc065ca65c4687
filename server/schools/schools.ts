import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertInvitation, listInvitations } from '#db/queries/invitations.ts'
import { deleteRecoveriesBy, deleteRecoveryOf } from '#db/queries/recoveries.ts'
import { findSchool, isNationalCodeTaken, type SchoolChanges, updateSchool } from '#db/queries/schools.ts'
import { findDayAt, listSchoolTerms } from '#db/queries/terms.ts'
import { findUser, listStaff, lockSchoolAdmins, updateUser } from '#db/queries/users.ts'
import { requireSchool, schoolRole } from '../access/grants.ts'
import { roleWithPosts } from '../access/overseers.ts'
import { canInSchool } from '../access/school-rules.ts'
import { endAllSessions } from '../auth/sessions.ts'
import { viewBackups } from '../backup/state.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { voidLinks } from '../invitations/holding.ts'
import { invitationState, newInvitationLink } from '../invitations/links.ts'
import { quietChanged } from '../quiet/changes.ts'
import { beginAgain, endWithSuspension } from '../terms/suspension.ts'
import { termsOn } from '../terms/posts.ts'
import { nationalCodeOf } from '../kit/national-code.ts'
import { viewWaiting } from './waiting.ts'

/** Own school: its staff for all staff, addresses and invitations for its administrators. */
export async function showSchool(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const isAdmin = canInSchool(schoolRole(user), 'school.administer')
  const school = await findSchool(ctx.db, user.schoolId)
  if (!school) throw notFound()
  const staff = await listStaff(ctx.db, user.schoolId)
  const posts = await postsToday(ctx, user.schoolId)
  const own = posts.filter(({ userId }) => userId === user.id).map(({ post }) => post)
  const role = roleWithPosts(user, own)
  const head = posts.find(({ post }) => post === 'head')
  const invitations = isAdmin ? await listInvitations(ctx.db, { schoolId: user.schoolId }) : []
  return {
    school,
    staff: staff.map((person) => viewStaff(person, isAdmin, posts)),
    waiting: isAdmin ? await viewWaiting(ctx, user.schoolId) : [],
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      role: invitation.role,
      audience: invitation.audience,
      createdAt: invitation.createdAt.toISOString(),
      expiresAt: invitation.expiresAt.toISOString(),
      state: invitationState(invitation, ctx.now()),
      voidReason: invitation.voidReason,
    })),
    /** Null for whom the installation is not theirs to look after. */
    backups: isAdmin ? await viewBackups(ctx, user.id) : null,
    /** What who is head today said of their name on the public page. Null where nobody is head. */
    head: head ? { isMe: head.userId === user.id, isNamed: head.isNamed } : null,
    can: { edit: isAdmin, invite: isAdmin, suspend: isAdmin, oversee: canInSchool(role, 'school.oversee') },
  }
}

type StaffRow = Awaited<ReturnType<typeof listStaff>>[number]

/** Who has which post at the school today. */
async function postsToday(ctx: Ctx, schoolId: string) {
  const today = await findDayAt(ctx.db, schoolId, ctx.now())
  return termsOn(await listSchoolTerms(ctx.db, schoolId), today)
}

const viewStaff = (person: StaffRow, isAdmin: boolean, posts: Awaited<ReturnType<typeof postsToday>>) => ({
  id: person.id,
  displayName: person.displayName,
  email: isAdmin ? person.email : null,
  isSchoolAdmin: person.isSchoolAdmin,
  isSuspended: person.suspendedAt !== null,
  posts: posts.filter(({ userId }) => userId === person.id).map(({ post }) => post),
  /** Nobody else is told whether somebody's mail comes back. */
  isMailRefused: isAdmin && person.isMailRefused,
  hasSecondStep: isAdmin && person.hasSecondStep,
})

/** The code to be stored. What was stored before there was a rule stays until it is changed. */
async function newNationalCode(tx: Tx, schoolId: string, written: string): Promise<string> {
  const school = await findSchool(tx, schoolId)
  if (!school || school.nationalCode === written) return written
  const code = nationalCodeOf(school.countryCode, written)
  if (code === null) throw new AppError('invalid', 'national_code_wrong')
  if (await isNationalCodeTaken(tx, schoolId, code)) throw new AppError('conflict', 'national_code_taken')
  return code
}

export async function editSchool(ctx: Ctx, changes: SchoolChanges) {
  const user = requireSchool(ctx, 'school.administer')
  await ctx.db.transaction(async (tx) => {
    const { nationalCode } = changes
    const code = nationalCode ? { nationalCode: await newNationalCode(tx, user.schoolId, nationalCode) } : {}
    await updateSchool(tx, user.schoolId, { ...changes, ...code })
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.schoolId }
    await insertAudit(tx, { ...line, action: 'school.changed', detail: { fields: Object.keys(changes).join(' ') } })
  })
  if (changes.timeZone !== undefined) await quietChanged(ctx, user.schoolId)
  const school = await findSchool(ctx.db, user.schoolId)
  if (!school) throw notFound()
  return { school }
}

/** A link that makes one colleague a member of the school's staff. Shown once. */
export async function inviteColleague(ctx: Ctx, role: 'admin' | 'staff') {
  const user = requireSchool(ctx, 'school.administer')
  const { url, ...stored } = newInvitationLink(ctx.settings, ctx.now())
  const target = { schoolId: user.schoolId, projectId: null, role, audience: 'colleague' as const, createdBy: user.id }
  const id = await ctx.db.transaction(async (tx) => {
    const madeId = await insertInvitation(tx, { ...target, ...stored })
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: madeId }
    await insertAudit(tx, { ...line, action: 'invitation.created', detail: { to: 'school', role } })
    return madeId
  })
  return { invitation: { id, url, expiresAt: stored.expiresAt.toISOString() } }
}

interface StaffChanges {
  isSchoolAdmin?: boolean
  isSuspended?: boolean
}

/** Makes a colleague administrator or not, keeps them out or lets them in again. A school keeps one administrator. */
export async function changeStaff(ctx: Ctx, userId: string, changes: StaffChanges) {
  const actor = requireSchool(ctx, 'school.administer')
  const { isSchoolAdmin, isSuspended } = changes
  await ctx.db.transaction(async (tx) => {
    const admins = await lockSchoolAdmins(tx, actor.schoolId)
    if (!admins.includes(actor.id)) throw new AppError('forbidden')
    const person = await findUser(tx, userId)
    if (!person || !isColleague(actor, person)) throw notFound()
    const staysAdmin = (isSchoolAdmin ?? person.isSchoolAdmin) && !(isSuspended ?? person.suspendedAt !== null)
    if (!staysAdmin && admins.every((id) => id === userId)) throw new AppError('conflict', 'last_admin')
    await updateUser(tx, userId, {
      ...(isSchoolAdmin === undefined ? {} : { isSchoolAdmin }),
      ...(isSuspended === true ? { suspendedAt: person.suspendedAt ?? ctx.now() } : {}),
      // What they were written to before they were kept out holds no longer.
      ...(isSuspended === false ? { suspendedAt: null, warnedAt: null, hiddenAt: null } : {}),
    })
    if (isSuspended === true) await endWithSuspension(ctx, tx, person)
    if (isSuspended === false) await beginAgain(ctx, tx, person)
    await voidWhatWasTheirs(ctx, tx, { userId, actor, changes })
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'staff.changed', detail: { ...changes } })
  })
  if (isSuspended) await endAllSessions(ctx, userId)
  else await ctx.rooms.recheck({ userIds: [userId] })
  const person = (await listStaff(ctx.db, actor.schoolId)).find((row) => row.id === userId)
  if (!person) throw notFound()
  return { member: viewStaff(person, true, await postsToday(ctx, actor.schoolId)) }
}

/** Links outlive neither the post nor the account by which they were made. */
async function voidWhatWasTheirs(
  ctx: Ctx,
  tx: Tx,
  { userId, actor, changes }: { userId: string; actor: SessionUser; changes: StaffChanges },
): Promise<void> {
  if (changes.isSuspended) await deleteRecoveryOf(tx, userId)
  if (changes.isSuspended || changes.isSchoolAdmin === false) await deleteRecoveriesBy(tx, userId)
  if (changes.isSuspended) await voidLinks(ctx, tx, { userId, of: 'all', voidReason: 'suspended', actor })
  else if (changes.isSchoolAdmin === false)
    await voidLinks(ctx, tx, { userId, of: 'school', voidReason: 'demoted', actor })
}

/** Staff of the actor's own school who are in already; who waits is confirmed or refused first, who has gone is nobody. */
export const isColleague = (
  actor: SessionUser,
  person: { schoolId: string; kind: string; waitingSince: Date | null; anonymisedAt: Date | null },
): boolean =>
  person.schoolId === actor.schoolId &&
  person.kind === 'staff' &&
  person.waitingSince === null &&
  person.anonymisedAt === null
