import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runQuery } from '../prepared.ts'

interface Neighbour {
  authorId: string | null
  text: string
  at: string
  isDeleted: boolean
}

interface Place {
  channelId: string
  threadId: string | null
  sequence: number
}

/** What was said before and after a message in the same thread, so many of each, as it was said. */
export async function listAround(db: DbOrTx, { channelId, threadId, sequence }: Place, most: number) {
  const side = (isBefore: boolean) =>
    runQuery<Neighbour>(
      db,
      sql`select author_id as "authorId", text, to_json(at) #>> '{}' as at, deleted_at is not null as "isDeleted" from messages
        where channel_id = ${channelId}::uuid and thread_id is not distinct from ${threadId}::uuid and pending_at is null
          and sequence ${isBefore ? sql`<` : sql`>`} ${sequence}::int
        order by sequence ${isBefore ? sql`desc` : sql`asc`} limit ${most}::int`,
    )
  return { before: (await side(true)).toReversed(), after: await side(false) }
}
