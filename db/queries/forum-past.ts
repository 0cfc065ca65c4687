import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { jsonOf } from './chat-messages.ts'

/** What messages of a forum that were said before anybody could listen began. */
export interface PastTopic {
  messageId: string
  title: string
  poll: { isMultiple: boolean; options: string[]; chosen: { userId: string; position: number }[] } | null
}

/** Makes messages that are there already topics, each followed by whoever began it or answered. */
export async function insertPastTopics(tx: Tx, past: PastTopic[]): Promise<void> {
  if (past.length === 0) return
  const given = jsonOf(past)
  await tx.execute(sql`
    insert into topics (message_id, title)
    select given."messageId", given.title from jsonb_to_recordset(${given}) as given ("messageId" uuid, title text)`)
  await tx.execute(sql`
    insert into topic_followers (message_id, user_id)
    select distinct given."messageId", messages.author_id
    from jsonb_to_recordset(${given}) as given ("messageId" uuid)
    join messages on given."messageId" in (messages.id, messages.thread_id)`)
  await insertPastPolls(tx, past)
}

async function insertPastPolls(tx: Tx, past: PastTopic[]): Promise<void> {
  const asked = past.flatMap(({ messageId, poll }) => (poll ? [{ messageId, ...poll }] : []))
  if (asked.length === 0) return
  const given = jsonOf(asked)
  await tx.execute(sql`
    insert into polls (message_id, is_multiple)
    select given."messageId", given."isMultiple"
    from jsonb_to_recordset(${given}) as given ("messageId" uuid, "isMultiple" boolean)`)
  await tx.execute(sql`
    insert into poll_options (poll_id, position, text)
    select polls.id, option.place - 1, option.text
    from jsonb_to_recordset(${given}) as given ("messageId" uuid, options jsonb)
    join polls on polls.message_id = given."messageId"
    cross join jsonb_array_elements_text(given.options) with ordinality as option (text, place)`)
  await tx.execute(sql`
    insert into poll_choices (poll_id, option_id, user_id)
    select polls.id, poll_options.id, choice."userId"
    from jsonb_to_recordset(${given}) as given ("messageId" uuid, chosen jsonb)
    join polls on polls.message_id = given."messageId"
    cross join jsonb_to_recordset(given.chosen) as choice ("userId" uuid, position smallint)
    join poll_options on poll_options.poll_id = polls.id and poll_options.position = choice.position`)
}

/** Whoever has read the forum up to a message has read the topics up to it. */
export async function insertPastTopicReads(tx: Tx, projectId: string): Promise<void> {
  await tx.execute(sql`
    insert into topic_reads (message_id, user_id, sequence)
    select topics.message_id, channel_reads.user_id, channel_reads.sequence
    from channels join channel_reads on channel_reads.channel_id = channels.id
    join messages on messages.channel_id = channels.id join topics on topics.message_id = messages.id
    where channels.project_id = ${projectId}::uuid and channels.kind = 'forum'`)
}
