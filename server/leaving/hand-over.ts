import type { DbOrTx } from '#db/client.ts'
import { listOnlyAdministered, listOnlyDirected, listOnlyOwned } from '#db/queries/leaving.ts'
import { dayOf } from '../kit/dates.ts'

/** What somebody alone looks after, by name: another must do so before they go. */
export async function handOversOf(db: DbOrTx, userId: string, now: Date) {
  return {
    projects: await listOnlyOwned(db, userId),
    schools: await listOnlyAdministered(db, userId),
    offices: await listOnlyDirected(db, userId, dayOf(now)),
  }
}
