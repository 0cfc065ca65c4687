import type { Tx } from '#db/client.ts'
import { announceWaiting } from '../invitations/announce.ts'
import type { Ctx } from '../kit/context.ts'

interface Asking {
  newcomer: { id: string; schoolId: string }
  /** Administrators of the school who may sign in. */
  admins: readonly string[]
}

/** The administrators of a school know who is at it. Gives whose bell rings. */
export const askForWord = (ctx: Ctx, tx: Tx, { newcomer, admins }: Asking): Promise<string[]> =>
  admins.length > 0 ? announceWaiting(ctx, tx, newcomer) : Promise.resolve([])
