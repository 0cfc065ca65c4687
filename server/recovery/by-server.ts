import * as z from 'zod'
import { hasAuthenticator } from '#db/queries/authenticators.ts'
import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { findUser } from '#db/queries/users.ts'
import { type Answers, reachServer } from '../console/console.ts'
import type { Deps } from '../kit/context.ts'
import { storeRecovery } from './recovery.ts'

const recovered = z.union([
  z.object({ url: z.string(), expiresAt: z.string(), endsSecondStep: z.boolean() }),
  z.object({ refusal: z.string() }),
])
export type Recovered = z.infer<typeof recovered>

type RecoveryDeps = Pick<Deps, 'db' | 'settings' | 'now'>

/** Who may start a process on the data makes a link for any member of staff: the way back for the last administrator. */
export async function recoverByServer({ db, settings, now }: RecoveryDeps, address: string): Promise<Recovered> {
  const found = await findCredentialsByEmail(db, address.trim().toLowerCase())
  if (!found) return { refusal: 'No account has this address. Nothing was changed. Check how it is written.' }
  const user = await findUser(db, found.userId)
  if (!user || user.waitingSince) return { refusal: 'This account waits to be confirmed by an administrator.' }
  if (user.suspendedAt)
    return { refusal: 'This account is suspended: an administrator of the school lets it in first.' }
  const { id: userId, schoolId } = user
  const made = await db.transaction((tx) => storeRecovery({ settings, now }, tx, { userId, schoolId, createdBy: null }))
  return { ...made, endsSecondStep: await hasAuthenticator(db, userId) }
}

const question = z.strictObject({ ask: z.literal('recover'), address: z.string().min(1).max(300) })

/** What the running server answers. */
export const recoveryAnswers = (deps: RecoveryDeps): Answers => ({
  recover: (asked) => recoverByServer(deps, question.parse(asked).address),
})

/** The same by the running server, or null where none runs on this folder. */
export async function recoverByRunning(dataDir: string, address: string): Promise<Recovered | null> {
  const server = await reachServer(dataDir)
  if (server === null) return null
  try {
    return recovered.parse(await server.ask({ ask: 'recover', address }))
  } finally {
    server.close()
  }
}
