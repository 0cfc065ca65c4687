import { searchMessages } from '#db/queries/chat-search.ts'
import { requireChannel } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { reachOf } from './reach.ts'
import { viewsOf } from './read.ts'
import { indexWords } from '../kit/words.ts'

/** Words of a question that are looked for; more make it no clearer. */
const mostWords = 8

interface SearchAsked {
  q: string
  before?: number | undefined
  limit: number
}

/** Messages of a channel with all of the words, or words that begin so, newest first; in any script, without accents or case. */
export async function searchChannel(ctx: Ctx, channelId: string, { q, before, limit }: SearchAsked) {
  const channel = await requireChannel(ctx, channelId, 'read')
  const words = indexWords(channel.number, q).slice(0, mostWords)
  if (words.length === 0) return { messages: [], hasBefore: false }
  const rows = await searchMessages(ctx.db, {
    ...{ channelId, words, before },
    upTo: await reachOf(ctx, channel),
    limit: limit + 1,
  })
  return { messages: viewsOf(ctx, channel, rows.slice(0, limit)), hasBefore: rows.length > limit }
}
