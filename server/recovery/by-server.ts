import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { findUser } from '#db/queries/users.ts'
import type { Deps } from '../context.ts'
import { storeRecovery } from './recovery.ts'

export type Recovered = { url: string; expiresAt: string } | { refusal: string }

/** Who may start a process on the data makes a link for any member of staff: the way back for the last administrator. */
export async function recoverByServer(
  { db, settings, now }: Pick<Deps, 'db' | 'settings' | 'now'>,
  address: string,
): Promise<Recovered> {
  const found = await findCredentialsByEmail(db, address.trim().toLowerCase())
  if (!found) return { refusal: 'No account has this address. Nothing was changed. Check how it is written.' }
  const user = await findUser(db, found.userId)
  if (!user || user.waitingSince) return { refusal: 'This account waits to be confirmed by an administrator.' }
  if (user.suspendedAt)
    return { refusal: 'This account is suspended: an administrator of the school lets it in first.' }
  const { id: userId, schoolId } = user
  return db.transaction((tx) => storeRecovery({ settings, now }, tx, { userId, schoolId, createdBy: null }))
}
