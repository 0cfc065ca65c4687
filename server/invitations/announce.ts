import type { Tx } from '#db/client.ts'
import type { InvitationRow } from '#db/queries/invitations.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import type { Ctx } from '../kit/context.ts'

/* Whose bell rings when somebody comes by a link. Each gives the people it rings for. */

/** Who made the link. */
export async function announceJoined(ctx: Ctx, tx: Tx, invitation: InvitationRow, actorId: string): Promise<string[]> {
  const { createdBy, projectId } = invitation
  if (createdBy === null) return []
  return insertNotices(tx, [{ userId: createdBy, projectId, kind: 'joined', at: ctx.now(), actorId }])
}

/** The administrators, who say whether the newcomer is a colleague. */
export async function announceWaiting(ctx: Ctx, tx: Tx, newcomer: { id: string; schoolId: string }): Promise<string[]> {
  const admins = await lockSchoolAdmins(tx, newcomer.schoolId)
  const notice = { projectId: null, kind: 'colleague_waits' as const, at: ctx.now(), actorId: newcomer.id }
  return insertNotices(
    tx,
    admins.map((userId) => ({ ...notice, userId })),
  )
}
