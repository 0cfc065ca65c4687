import type { DbOrTx, Tx } from '#db/client.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { lockDirectory } from '#db/queries/directory-entries.ts'
import {
  findLongestTeacher,
  listOfficeIdsOf,
  listOnlyAdministered,
  listOnlyDirected,
  listOnlyOwned,
} from '#db/queries/leaving.ts'
import { updateMemberRole } from '#db/queries/members.ts'
import { lockProject } from '#db/queries/projects.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { listProjectIdsOf, lockSchoolAdmins, lockUser } from '#db/queries/users.ts'

/** What somebody alone looks after, by name: another must do so before they go. */
export async function handOversOf(db: DbOrTx, userId: string, now: Date) {
  return {
    projects: await listOnlyOwned(db, userId),
    schools: await listOnlyAdministered(db, userId),
    offices: await listOnlyDirected(db, userId, now),
  }
}

interface PassedOn {
  projects: readonly { id: string }[]
  from: string
  at: Date
}

/** Projects that they alone own go on with whoever has been a teacher in them longest. Gives the lines of the audit. */
export async function passProjectsOn(tx: Tx, { projects, from, at }: PassedOn): Promise<AuditLine[]> {
  const lines: AuditLine[] = []
  for (const { id: projectId } of projects) {
    const heir = await findLongestTeacher(tx, projectId, from)
    if (!heir) continue
    const { userId, schoolId } = heir
    await updateMemberRole(tx, projectId, userId, 'owner')
    const line = { at, actorId: null, schoolId, about: [userId], projectId, targetId: userId }
    lines.push({ ...line, action: 'member.role_changed', detail: { from: 'teacher', to: 'owner' } })
  }
  return lines
}

/**
 * Holds somebody who goes, and all that they may be the last to look after: of two who go at once the second finds that nobody
 * is left. In the order in which everybody takes these (`lockHolding`), and before all of them the directory, whose keeper takes
 * it first. Who wants something of them meanwhile has had it before, or finds that they are gone. Gives their row as it is then.
 */
export async function lockLeaving(tx: Tx, { id, schoolId }: { id: string; schoolId: string }) {
  await lockDirectory(tx)
  for (const projectId of (await listProjectIdsOf(tx, id)).toSorted()) await lockProject(tx, projectId)
  const houses = new Set([schoolId, ...(await listOfficeIdsOf(tx, id))])
  for (const houseId of [...houses].toSorted()) await lockSchool(tx, houseId)
  await lockSchoolAdmins(tx, schoolId)
  return lockUser(tx, id)
}
