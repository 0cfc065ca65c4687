import type { Tx } from '#db/client.ts'
import { insertAudit, insertAudits } from '#db/queries/audit.ts'
import { findInvitationOfTaker, type InvitationRow } from '#db/queries/invitations.ts'
import { deleteNoticesOfWaiting } from '#db/queries/notices.ts'
import { findProject, lockProject } from '#db/queries/projects.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt, insertTerms } from '#db/queries/terms.ts'
import { deleteUser, findUser, listWaitingStaff, lockSchoolAdmins, lockUser, updateUser } from '#db/queries/users.ts'
import { mayInvite, requireSchool } from '../access/grants.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { announceJoined } from '../invitations/announce.ts'
import { enterProject } from '../invitations/enter.ts'
import { mandateOf } from '../invitations/invitations.ts'
import { ringEverywhere } from '../notices/ring.ts'

/* A link may reach whom it was not meant for: who comes by one sees nothing of a school until an administrator knows them. */

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
  const { projectId, rings } = await ctx.db.transaction(async (tx) => {
    const invitation = await findInvitationOfTaker(tx, userId)
    // Before the administrators, as in `lockHolding`.
    if (invitation?.projectId) await lockProject(tx, invitation.projectId)
    const { actor, person } = await lockWaiting(ctx, tx, userId)
    const isSchoolAdmin = invitation?.role === 'admin'
    await updateUser(tx, userId, { waitingSince: null, isSchoolAdmin })
    const { schoolId } = person
    const fromDate = await findDayAt(tx, schoolId, ctx.now())
    const post = (await findSchool(tx, schoolId))?.kind === 'office' ? ('office' as const) : ('teacher' as const)
    await insertTerms(tx, [{ userId, schoolId, post, fromDate, createdAt: ctx.now() }])
    const given = invitation ? await mandateOf(ctx, tx, invitation, userId) : []
    const entered = invitation && (await enterProjectOf(ctx, tx, invitation, person))
    await deleteNoticesOfWaiting(tx, userId)
    const ringing =
      invitation && invitation.createdBy !== actor.id ? await announceJoined(ctx, tx, invitation, userId) : []
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    const detail = { name: person.displayName, role: invitation?.role ?? 'staff' }
    await insertAudits(tx, [...given, { ...line, action: 'staff.confirmed', detail }])
    return { projectId: entered, rings: ringing }
  })
  await ctx.rooms.recheck({ userIds: [userId] })
  for (const ringing of rings) await ringEverywhere(ctx, ringing)
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
): Promise<string | null> {
  const { projectId, createdBy } = invitation
  if (projectId === null) return null
  const maker = createdBy === null ? null : await findUser(tx, createdBy)
  const project = await findProject(tx, projectId)
  if (project?.state === 'archived' || !(await mayInvite(tx, maker, projectId))) return null
  await enterProject(tx, { ...invitation, projectId }, { userId: person.id, schoolId: person.schoolId }, ctx.now())
  return projectId
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
