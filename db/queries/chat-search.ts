import { and, desc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { messages } from '../schema/chat.ts'
import { type MessageRow, selectMessages } from './chat-messages.ts'

export interface Search {
  channelId: string
  /** As the index holds them. Each must be in a message, or begin a word there. */
  words: string[]
  /** A sequence. */
  before?: number | undefined
  /** Sequences up to this one; null for all. */
  upTo: number | null
  limit: number
}

/** Delivered messages that hold all of these words, newest first. */
export async function searchMessages(
  db: DbOrTx,
  { channelId, words, before, upTo, limit }: Search,
): Promise<MessageRow[]> {
  const query = words.map((word) => `'${word}':*`).join(' & ')
  return selectMessages(db)
    .where(
      and(
        eq(messages.channelId, channelId),
        isNotNull(messages.sequence),
        before === undefined ? undefined : lt(messages.sequence, before),
        upTo === null ? undefined : lte(messages.sequence, upTo),
        sql`${messages.words} @@ ${query}::tsquery`,
      ),
    )
    .orderBy(desc(messages.sequence))
    .limit(limit)
}
