import type { DbOrTx, Tx } from '#db/client.ts'
import { findOfficeFor } from '#db/queries/help.ts'
import { findProfile } from '#db/queries/profiles.ts'
import { findUser } from '#db/queries/users.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'

/** Who may take back what is theirs in it, even where the office has closed since. */
export function requireStaff(ctx: Ctx): SessionUser {
  const user = requireUser(ctx)
  if (user.kind !== 'staff') throw new AppError('forbidden')
  return user
}

export const hasNetwork = async (db: DbOrTx, { schoolId }: SessionUser): Promise<boolean> =>
  (await findOfficeFor(db, schoolId)) !== null

/** Who has left since they asked writes nothing of theirs anew; the caller holds the directory, or them, as who leaves does. */
export async function requireStillHere(tx: Tx, userId: string): Promise<void> {
  if ((await findUser(tx, userId))?.suspendedAt !== null) throw notFound()
}

/**
 * Who may look through the directory and have a profile: teachers who were confirmed, where an office of the programme is open
 * for their country. Elsewhere neither is there; pupils have none, ever.
 */
export async function requireNetwork(ctx: Ctx, db: DbOrTx = ctx.db): Promise<SessionUser> {
  const user = requireStaff(ctx)
  if (!(await hasNetwork(db, user))) throw notFound()
  return user
}

/** Who may look at their own profile and take it out of the directory: whoever ever wrote one, even where the office has closed since. */
export async function requireOwnProfile(ctx: Ctx): Promise<SessionUser> {
  const user = requireUser(ctx)
  if (user.kind === 'staff' && (await findProfile(ctx.db, user.id)) !== null) return user
  return requireNetwork(ctx)
}
