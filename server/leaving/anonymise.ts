import type { Tx } from '#db/client.ts'
import { type AuditLine, insertAudits } from '#db/queries/audit.ts'
import { anonymiseUser } from '#db/queries/leaving.ts'
import { updateInvitationsVoid } from '#db/queries/invitations.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { renewAtOnce } from '../directory/keep.ts'
import type { Deps } from '../kit/context.ts'

type Gone = { id: string; schoolId: string }

/**
 * Somebody of the staff is here no more: their account, profile and settings are gone, their posts and places end today, and
 * nothing says who they were. What they wrote stays without a name. `lines` say what went to others before.
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
  await anonymiseUser(tx, userId, { at, day: await findDayAt(tx, schoolId, at) })
  await renewAtOnce(tx, 'people', [userId], at)
  const action = by === 'themselves' ? 'account.deleted' : 'account.anonymised'
  await insertAudits(tx, [...lines, { at, actorId, schoolId, targetId: userId, action }])
}
