import type { Tx } from '#db/client.ts'
import type { InvitationRow } from '#db/queries/invitations.ts'
import { insertMembers } from '#db/queries/members.ts'
import { findProject, insertProjectSchool, lockProject } from '#db/queries/projects.ts'
import { findUser, updateUser } from '#db/queries/users.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { type Consequence, openWhenComplete } from '../projects/opening.ts'

/** Who comes in by a link; `isNew` where the account was made for it, `isWaiting` where an administrator has to confirm it. */
export interface Entrant {
  userId: string
  schoolId: string
  isNew: boolean
  isWaiting: boolean
}

/** A colleague who is here already becomes administrator; who is new waits. A person belongs to one school. */
export async function enterSchool(tx: Tx, invitation: InvitationRow, entrant: Entrant): Promise<void> {
  if (entrant.isNew) return
  if (entrant.schoolId !== invitation.schoolId) throw new AppError('forbidden', 'wrong_account')
  const user = await findUser(tx, entrant.userId)
  if (invitation.role !== 'admin' || user?.isSchoolAdmin) throw new AppError('conflict', 'already_member')
  await updateUser(tx, entrant.userId, { isSchoolAdmin: true })
}

const roleOf = (invitation: Pick<InvitationRow, 'role'>) => {
  const { role } = invitation
  if (role === 'admin' || role === 'staff') throw new Error('an invitation to a project has a role of a school')
  return role
}

/** A person joins a project with their school, which may open it, or ask those who say yes to it. */
export async function enterProject(
  tx: Tx,
  invitation: Pick<InvitationRow, 'role'> & { projectId: string },
  { userId, schoolId }: Pick<Entrant, 'userId' | 'schoolId'>,
  now: Date,
): Promise<Consequence | null> {
  const { projectId } = invitation
  await lockProject(tx, projectId)
  const project = await findProject(tx, projectId)
  if (!project) throw notFound()
  if (project.state === 'archived') throw new AppError('conflict', 'project_archived')
  await insertProjectSchool(tx, { projectId, schoolId, standing: 'partner', joinedAt: now })
  const [joined] = await insertMembers(tx, projectId, [{ userId, schoolId, role: roleOf(invitation), joinedAt: now }])
  if (joined === undefined) throw new AppError('conflict', 'already_member')
  return openWhenComplete(tx, projectId, { by: { id: userId, schoolId }, at: now })
}
