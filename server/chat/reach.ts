import type { DbOrTx } from '#db/client.ts'
import { findSequenceBefore } from '#db/queries/chat-held.ts'
import type { ChannelGrantFacts } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { quietOfPerson } from '../clocks/clocks.ts'

/**
 * Up to which sequence a channel is there for whoever asks: null for all of it. In quiet hours nothing new reaches a
 * pupil; what was there before can be read again.
 */
export async function reachOf(ctx: Ctx, channel: ChannelGrantFacts, db: DbOrTx = ctx.db): Promise<number | null> {
  const quiet = await quietOfPerson(ctx, channel, channel.projectId, db)
  return quiet && findSequenceBefore(db, channel.channelId, quiet.since)
}
