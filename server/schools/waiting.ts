import type { Tx } from '#db/client.ts'
import { type AuditLine, insertAudit, insertAudits } from '#db/queries/audit.ts'
import { findInvitationOfTaker, type InvitationRow } from '#db/queries/invitations.ts'
import { deleteNoticesOfWaiting } from '#db/queries/notices.ts'
import { findProject, lockProject } from '#db/queries/projects.ts'
import { findSchool } from '#db/queries/schools.ts'
import { takeNewcomer, withdrawApprovalsOf } from '#db/queries/registrations.ts'
import { deleteUser, findUser, listWaitingStaff, lockSchoolAdmins, lockUser, updateUser } from '#db/queries/users.ts'
import { mayInvite, requireSchool } from '../access/grants.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { announceJoined } from '../invitations/announce.ts'
import { enterProject } from '../invitations/enter.ts'
import { mandateOf } from '../invitations/invitations.ts'
import { putIntoOutboxOf } from '../mail/outbox.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { beginTerm } from '../terms/newcomer.ts'

/* A link may reach whom it was not meant for: who comes by one, or by themselves, sees nothing of a school until an administrator knows them. */

/** Who waits, for the administrators. The caller has asked access. */
export async function viewWaiting(ctx: Ctx, schoolId: string) {
  const rows = await listWaitingStaff(ctx.db, schoolId)
  return rows.map(({ waitingSince, role, ...person }) => ({
    ...person,
    isAdmin: role === 'admin',
    since: waitingSince?.toISOString() ?? '',
  }))
}

/** Holds the post of who decides and the person decided about. */
async function lockWaiting(ctx: Ctx, tx: Tx, userId: string) {
  const actor = requireSchool(ctx, 'school.administer')
  const admins = await lockSchoolAdmins(tx, actor.schoolId)
  if (!admins.includes(actor.id)) throw new AppError('forbidden')
  const person = await lockUser(tx, userId)
  if (!person || person.schoolId !== actor.schoolId || person.waitingSince === null) throw notFound()
  return { actor, person }
}

/** Takes a newcomer into the staff, and into the project that their link was to. */
export async function confirmColleague(ctx: Ctx, userId: string): Promise<void> {
  requireSchool(ctx, 'school.administer')
  const { projectId, rings, hasSignedUp } = await ctx.db.transaction(async (tx) => {
    const invitation = await findInvitationOfTaker(tx, userId)
    // Before the administrators, as in `lockHolding`.
    if (invitation?.projectId) await lockProject(tx, invitation.projectId)
    const { actor, person } = await lockWaiting(ctx, tx, userId)
    const isSchoolAdmin = invitation?.role === 'admin'
    await updateUser(tx, userId, { waitingSince: null, isSchoolAdmin })
    const newcomer = await takeNewcomer(tx, userId)
    const { schoolId } = person
    const isOfOffice = (await findSchool(tx, schoolId))?.kind === 'office'
    await beginTerm(tx, { userId, schoolId, said: isOfOffice ? 'office' : (newcomer?.post ?? null), at: ctx.now() })
    await withdrawApprovalsOf(tx, userId, ctx.now())
    const given = invitation ? await mandateOf(ctx, tx, invitation, userId) : []
    const entered = invitation && (await enterProjectOf(ctx, tx, invitation, person))
    await deleteNoticesOfWaiting(tx, userId)
    const ringing =
      invitation && invitation.createdBy !== actor.id ? await announceJoined(ctx, tx, invitation, userId) : []
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    const detail = { role: invitation?.role ?? 'staff' }
    await insertAudits(tx, [...given, ...(entered?.lines ?? []), { ...line, action: 'staff.confirmed', detail }])
    const rung = [...ringing, ...(entered?.rings ?? [])]
    return { projectId: entered?.projectId ?? null, rings: rung, hasSignedUp: newcomer !== null }
  })
  await ctx.rooms.recheck({ userIds: [userId] })
  for (const ringing of rings) await ringEverywhere(ctx, ringing)
  // Who came by a link was told by whoever gave it to them.
  if (hasSignedUp) await putIntoOutboxOf(ctx, 'newcomer', userId)
  if (projectId === null) return
  ctx.rooms.notice({ projectId }, { topic: 'people', userId })
  ctx.rooms.notice({ projectId }, { topic: 'project', userId })
}

/** The project is entered where who made the link may still invite into it; the school is, in any case. */
async function enterProjectOf(
  ctx: Ctx,
  tx: Tx,
  invitation: InvitationRow,
  person: { id: string; schoolId: string },
): Promise<{ projectId: string; rings: string[]; lines: AuditLine[] } | null> {
  const { projectId, createdBy } = invitation
  if (projectId === null) return null
  const maker = createdBy === null ? null : await findUser(tx, createdBy)
  const project = await findProject(tx, projectId)
  if (project?.state === 'archived' || !(await mayInvite(tx, maker, projectId))) return null
  const entrant = { userId: person.id, schoolId: person.schoolId }
  const opened = await enterProject(tx, { ...invitation, projectId }, entrant, ctx.now())
  return { projectId, rings: opened?.rings ?? [], lines: opened?.lines ?? [] }
}

/** Sends a newcomer away. The account could do nothing and holds nothing, so it goes, and its address is free again. */
export async function refuseColleague(ctx: Ctx, userId: string): Promise<void> {
  requireSchool(ctx, 'school.administer')
  await ctx.db.transaction(async (tx) => {
    const { actor, person } = await lockWaiting(ctx, tx, userId)
    await deleteNoticesOfWaiting(tx, userId)
    await deleteUser(tx, userId)
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'staff.refused', detail: { name: person.displayName } })
  })
  await endAllSessions(ctx, userId)
}
