import type { Tx } from '#db/client.ts'
import { listAskedSince } from '#db/queries/contacts.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'

const hourMs = 60 * 60_000
/** So many teachers one asks, for contact or to found a project; who asks more of them writes to all. */
const asks = { hour: 15, day: 40 }

/** The caller holds what they ask (`lockContacts`). */
export async function requireFewAsks(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  const now = ctx.now().getTime()
  const asked = (await listAskedSince(tx, userId, new Date(now - dayMs))).map((at) => at.getTime())
  for (const [ms, most] of [
    [hourMs, asks.hour],
    [dayMs, asks.day],
  ] as const) {
    // The one that must have been so long ago before there is room for another.
    const last = asked.filter((at) => at > now - ms)[most - 1]
    if (last !== undefined)
      throw new AppError('too_many', ms === hourMs ? 'too_many_asks_hour' : 'too_many_asks_day', {
        retryAfterMs: last + ms - now,
      })
  }
}
