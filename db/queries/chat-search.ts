import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { isUpTo, type MessageRow, selectMessages } from './chat-messages.ts'

interface Search {
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
export function searchMessages(db: DbOrTx, { channelId, words, before, upTo, limit }: Search): Promise<MessageRow[]> {
  const query = words.map((word) => `'${word}':*`).join(' & ')
  const isBefore = before === undefined ? sql`sequence is not null` : sql`sequence < ${before}::int`
  // Planned each time: rare words are looked up, of frequent ones the last messages have enough.
  return selectMessages(
    db,
    sql`channel_id = ${channelId}::uuid and ${isBefore} and ${isUpTo(upTo)} and words @@ ${query}::tsquery
      order by sequence desc limit ${limit}::int`,
    runQuery,
  )
}
