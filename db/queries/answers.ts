import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runQuery } from '../prepared.ts'

interface Asked {
  /** Their own letters say nothing to them of how others are answered. */
  readerId: string
  /** Letters of this time: older ones say little, and to newer ones an answer may come. */
  since: Date
  until: Date
}

/**
 * How many first letters somebody got, and to how many of these they said yes. A letter that was taken back, or whose writer is
 * blocked by its own wish, counts neither way; who was told no sees no difference to who was never answered, here neither.
 */
export const countAnswers = (
  db: DbOrTx,
  userIds: string[],
  { readerId, since, until }: Asked,
): Promise<{ userId: string; letters: number; answered: number }[]> =>
  userIds.length === 0
    ? Promise.resolve([])
    : runQuery(
        db,
        sql`select "userId", count(*)::int as letters, count(*) filter (where is_answered)::int as answered from
          (select other_id as "userId", state, exists (select from conversations
              where low_id = least(user_id, other_id) and high_id = greatest(user_id, other_id)) as is_answered
            from contacts where other_id = any(${`{${userIds.join(',')}}`}::uuid[]) and user_id <> ${readerId}::uuid
              and asked_at between ${since.toISOString()}::timestamptz and ${until.toISOString()}::timestamptz) letter
          where state in ('asked', 'accepted') or is_answered group by "userId"`,
      )
