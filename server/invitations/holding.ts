import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type FoundInvitation,
  type InvitationRow,
  lockInvitation,
  updateInvitationsVoid,
} from '#db/queries/invitations.ts'
import { findProject, lockProject } from '#db/queries/projects.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { findUser, lockSchoolAdmins } from '#db/queries/users.ts'
import { mayAdminister, mayInvite } from '../access/grants.ts'
import { mayBringInstitution, mayNameAt } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { invitationState } from './links.ts'

/* A link is worth what its maker may do: asked when it is looked at and when it is taken, voided when they lose it. */

export const expired = () => new AppError('not_found', 'link_expired')

/** Throws where the link is over, or its maker could not make it now. */
export async function requireHolding(ctx: Ctx, db: DbOrTx, invitation: InvitationRow): Promise<void> {
  if (invitationState(invitation, ctx.now()) !== 'open') throw expired()
  const { projectId, createdBy } = invitation
  if (projectId !== null && (await findProject(db, projectId))?.state === 'archived')
    throw new AppError('conflict', 'project_archived')
  const maker = createdBy === null ? null : await findUser(db, createdBy)
  if (!(await mayMake(ctx, db, maker, invitation))) throw expired()
}

/** Whether the maker of a link could make it now. */
async function mayMake(
  ctx: Ctx,
  db: DbOrTx,
  maker: Awaited<ReturnType<typeof findUser>>,
  { projectId, schoolId, mandatePost }: InvitationRow,
): Promise<boolean> {
  if (projectId !== null) return mayInvite(db, maker, projectId)
  if (schoolId === null) return false
  if (mandatePost !== null) return mayNameAt(db, maker, schoolId, ctx.now())
  return mayAdminister(maker, schoolId) || mayBringInstitution(db, maker, schoolId, ctx.now())
}

/**
 * Holds the link and all that it hangs on until the transaction ends. Everybody takes these in one order, so that no two
 * wait for each other: the project, the school it leads into (of which one alone is the first to look after it), the
 * administrators (who suspend its maker, or are told who waits), the link.
 */
export async function lockHolding(ctx: Ctx, tx: Tx, seen: FoundInvitation): Promise<InvitationRow> {
  const { projectId, schoolId, id } = seen.invitation
  if (projectId !== null) await lockProject(tx, projectId)
  if (schoolId !== null) await lockSchool(tx, schoolId)
  const makersSchoolId = schoolId ?? seen.inviterSchool?.id ?? null
  if (makersSchoolId !== null) await lockSchoolAdmins(tx, makersSchoolId)
  const invitation = await lockInvitation(tx, id)
  if (!invitation) throw expired()
  await requireHolding(ctx, tx, invitation)
  return invitation
}

interface LostRight {
  userId: string
  of: Parameters<typeof updateInvitationsVoid>[1]['of']
  voidReason: Parameters<typeof updateInvitationsVoid>[1]['voidReason']
  /** Who took it, and whose audit says so. */
  actor: { id: string; schoolId: string }
}

/** In the transaction that takes a right away, near its end: the links made by it are void. */
export async function voidLinks(ctx: Ctx, tx: Tx, { userId, of, voidReason, actor }: LostRight): Promise<void> {
  const at = ctx.now()
  const count = await updateInvitationsVoid(tx, { createdBy: userId, of, voidReason, at })
  if (count === 0) return
  const projectId = typeof of === 'string' ? null : of.projectId
  const line = { at, actorId: actor.id, schoolId: actor.schoolId, projectId, targetId: userId }
  const about = projectId === null ? {} : { about: 'project' as const }
  await insertAudit(tx, { ...line, ...about, action: 'invitation.voided', detail: { count, because: voidReason } })
}
