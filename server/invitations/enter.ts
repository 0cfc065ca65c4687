import type { Tx } from '#db/client.ts'
import type { InvitationRow } from '#db/queries/invitations.ts'
import { insertMembers } from '#db/queries/members.ts'
import {
  findProject,
  insertProjectSchool,
  listProjectSchools,
  lockProject,
  updateProject,
} from '#db/queries/projects.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findUser, updateUser } from '#db/queries/users.ts'
import { AppError, notFound } from '../errors.ts'

/** Who comes in by a link; `isNew` where the account was made for it. */
export interface Entrant {
  userId: string
  schoolId: string
  isNew: boolean
}

/** A colleague joins the staff, or becomes administrator. A person belongs to one school. */
export async function enterSchool(tx: Tx, invitation: InvitationRow, entrant: Entrant): Promise<void> {
  if (entrant.isNew) return
  if (entrant.schoolId !== invitation.schoolId) throw new AppError('forbidden', 'wrong_account')
  const user = await findUser(tx, entrant.userId)
  if (invitation.role !== 'admin' || user?.isSchoolAdmin) throw new AppError('conflict', 'already_member')
  await updateUser(tx, entrant.userId, { isSchoolAdmin: true })
}

const roleOf = (invitation: InvitationRow) => {
  const { role } = invitation
  if (role === 'admin' || role === 'staff') throw new Error('an invitation to a project has a role of a school')
  return role
}

/** A partner joins a project with their school. The second school that teaches in it opens the project. */
export async function enterProject(
  tx: Tx,
  invitation: InvitationRow & { projectId: string },
  { userId, schoolId }: Entrant,
  now: Date,
): Promise<void> {
  const { projectId } = invitation
  const role = roleOf(invitation)
  await lockProject(tx, projectId)
  const project = await findProject(tx, projectId)
  if (!project) throw notFound()
  if (project.state === 'archived') throw new AppError('conflict', 'project_archived')
  const schools = await listProjectSchools(tx, [projectId])
  const founder = schools.find((one) => one.standing === 'founder')
  // A visitor or a guest brings no pupils: their house is no partner.
  const isPartner = role === 'teacher' && project.state === 'waiting_partner' && founder?.id !== schoolId
  const school = await findSchool(tx, schoolId)
  const isFounder = isPartner && isSecondFounder(project.kind, founder?.countryCode, school?.countryCode)
  await insertProjectSchool(tx, { projectId, schoolId, standing: isFounder ? 'founder' : 'partner', joinedAt: now })
  const [joined] = await insertMembers(tx, projectId, [{ userId, schoolId, role }])
  if (joined === undefined) throw new AppError('conflict', 'already_member')
  if (isPartner) await updateProject(tx, projectId, { state: 'open' })
}

/** A European project is founded by two countries, a national one by two schools of one country. */
function isSecondFounder(kind: string, founding: string | undefined, joining: string | undefined): boolean {
  if (kind === 'european') return founding !== joining
  if (kind === 'national') return founding === joining
  return kind === 'training'
}
