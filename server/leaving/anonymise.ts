import type { Tx } from '#db/client.ts'
import { type AuditLine, insertAudits } from '#db/queries/audit.ts'
import { updateCircleOver } from '#db/queries/circles.ts'
import { anonymiseUser, deleteOwn, listGoneSince, listLeftEmpty } from '#db/queries/leaving.ts'
import { updateInvitationsVoid } from '#db/queries/invitations.ts'
import { renewAtOnce } from '../directory/keep.ts'
import type { Deps } from '../kit/context.ts'
import { dayMs } from '../kit/nights.ts'

type Gone = { id: string; schoolId: string }

/**
 * Somebody of the staff is here no more: their account, profile and settings are gone, their posts and places end today, and
 * nothing says who they were. What they wrote stays without a name; a circle in which nobody is left is over. `lines` say what
 * went to others before.
 */
export async function anonymise(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { id: userId, schoolId }: Gone,
  { by, lines = [] }: { by: 'themselves' | 'time'; lines?: AuditLine[] },
): Promise<void> {
  const at = now()
  const actorId = by === 'themselves' ? userId : null
  await updateInvitationsVoid(tx, { createdBy: userId, of: 'all', voidReason: 'left', at })
  const ended = await listLeftEmpty(tx, userId)
  for (const circleId of ended) await updateCircleOver(tx, circleId, at)
  await anonymiseUser(tx, userId, at)
  await renewAtOnce(tx, 'people', [userId], at)
  const action = by === 'themselves' ? 'account.deleted' : 'account.anonymised'
  const line = { at, actorId, schoolId }
  const endings = ended.map((id) => ({ ...line, projectId: id, targetId: id, action: 'circle.ended' }))
  await insertAudits(tx, [...lines, ...endings, { ...line, targetId: userId, action }])
}

/** A request that was on its way when they went has ended by then. */
const lateMs = dayMs

/** Takes away what was written of somebody while, or just after, they went. */
export async function forgetLate({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  for (const userId of await listGoneSince(db, new Date(now().getTime() - lateMs)))
    await db.transaction((tx) => deleteOwn(tx, userId))
}
