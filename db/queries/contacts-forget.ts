import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { timeOf } from './chat-messages.ts'

/* What teachers wrote to each other and is kept no more: so many rows at once at most, each function gives how many went. */

/** Messages from before this moment, but those that an office still looks at. A conversation of which nothing is left was never written in. */
export async function deleteOldAdultMessages(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const rows = await db.execute<{ gone: number }>(sql`
    with gone as (
      delete from adult_messages where id in (
        select m.id from adult_messages as m
        where m.at <= ${timeOf(before)}
          and not exists (select from message_reports as r where r.message_id = m.id and r.state = 'open')
        order by m.at limit ${limit}::int)
      returning id, conversation_id),
    emptied as (
      update conversations as c set last_at = null
      where c.id in (select conversation_id from gone)
        and not exists (select from adult_messages as m where m.conversation_id = c.id and m.id not in (select id from gone)))
    select count(*)::int as gone from gone`)
  return rows[0]?.gone ?? 0
}

/** Words of first letters from before this moment that nobody has answered; the asking itself stays. */
export async function clearOldLetters(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    update contacts as c set words = '' where (c.user_id, c.other_id) in (
      select o.user_id, o.other_id from contacts as o
      where o.asked_at <= ${timeOf(before)} and o.words <> ''
        and not exists (select from message_reports as r where r.message_id is null and r.state = 'open'
          and r.subject_id = o.user_id and r.reporter_id = o.other_id)
      limit ${limit}::int)
    returning c.user_id`)
  return rows.length
}
