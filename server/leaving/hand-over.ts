import type { DbOrTx, Tx } from '#db/client.ts'
import { lockDirectory } from '#db/queries/directory-entries.ts'
import { listOfficeIdsOf, listOnlyAdministered, listOnlyDirected, listOnlyOwned } from '#db/queries/leaving.ts'
import { lockProject } from '#db/queries/projects.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { listProjectIdsOf, lockSchoolAdmins } from '#db/queries/users.ts'
import { dayOf } from '../kit/dates.ts'

/** What somebody alone looks after, by name: another must do so before they go. */
export async function handOversOf(db: DbOrTx, userId: string, now: Date) {
  return {
    projects: await listOnlyOwned(db, userId),
    schools: await listOnlyAdministered(db, userId),
    offices: await listOnlyDirected(db, userId, dayOf(now)),
  }
}

/**
 * Holds all that somebody may be the last to look after: of two who go at once the second finds that nobody is left.
 * In the order in which everybody takes these (`lockHolding`), and before all of them the directory, whose keeper takes it first.
 */
export async function lockHandOvers(tx: Tx, { id, schoolId }: { id: string; schoolId: string }): Promise<void> {
  await lockDirectory(tx)
  for (const projectId of (await listProjectIdsOf(tx, id)).toSorted()) await lockProject(tx, projectId)
  const houses = new Set([schoolId, ...(await listOfficeIdsOf(tx, id))])
  for (const houseId of [...houses].toSorted()) await lockSchool(tx, houseId)
  await lockSchoolAdmins(tx, schoolId)
}
