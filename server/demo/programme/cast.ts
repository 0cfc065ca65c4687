import type { DbOrTx, Tx } from '#db/client.ts'
import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { findUser } from '#db/queries/users.ts'
import type { Ctx, Deps, SessionUser } from '../../kit/context.ts'
import { demoSchools } from '../content/schools.ts'
import { programmeOffices } from './content.ts'
import { programmeSchools } from './schools.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Everybody of the demonstration who is of staff, by name. */
export const emailOf: ReadonlyMap<string, string> = new Map(
  [
    ...[...demoSchools, ...programmeSchools].flatMap(({ teachers }) => teachers),
    ...programmeOffices.flatMap(({ people }) => people),
  ].map(({ displayName, email }) => [displayName, email]),
)

export async function staffCalled(db: DbOrTx, displayName: string): Promise<{ userId: string; schoolId: string }> {
  const email = emailOf.get(displayName)
  const found = email === undefined ? null : await findCredentialsByEmail(db, email)
  if (!found) throw new Error(`nobody is called ${displayName}`)
  return found
}

/** Something that somebody of the demonstration does, on a day before today. */
export interface Deed {
  /** Null: nobody is signed in. */
  by: string | null
  daysAgo: number
  run(ctx: Ctx): Promise<unknown>
}

/**
 * All that people of the demonstration do is done by the product's functions, day after day, in the one transaction of the
 * seed: no rule is left out and the audit tells of it in its order. Nobody has an app with codes yet, so that this alone is
 * not asked of them.
 */
export async function perform(tx: Tx, deps: Deps, deeds: readonly Deed[]): Promise<void> {
  // A transaction within it is a savepoint.
  const db = Object.assign(tx, { $client: deps.db.$client })
  const settings = { ...deps.settings, needsSecondStep: false }
  const today = deps.now().getTime()
  for (const { by, daysAgo, run } of deeds.toSorted((one, other) => other.daysAgo - one.daysAgo)) {
    const now = () => new Date(today - daysAgo * dayMs)
    const user = by === null ? null : await loginOf(tx, by)
    await run({ ...deps, user, sessionId: null, requestId: 'demo', db, now, settings })
  }
}

async function loginOf(tx: Tx, displayName: string): Promise<SessionUser> {
  const user = await findUser(tx, (await staffCalled(tx, displayName)).userId)
  if (!user) throw new Error(`nobody is called ${displayName}`)
  return { ...user, isWaiting: user.waitingSince !== null }
}
