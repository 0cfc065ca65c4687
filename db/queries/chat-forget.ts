import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { jsonOf, timeOf } from './chat-messages.ts'
import { noTitle } from './forum.ts'

/* What is removed for good when its time is over: so many rows at once at most, each function gives how many went. */

/** Texts that messages had before this moment: those that were changed or taken away then. */
export async function deleteOldEdits(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from message_edits
    where id in (select id from message_edits where at <= ${timeOf(before)} order by id limit ${limit}::int) returning id`)
  return rows.length
}

/** Files of messages that were taken away before this moment, and files put into a channel then that were never sent. */
export async function deleteOldFiles(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from files where id in (
      select files.id from files
      left join message_files as a on a.file_id = files.id left join messages as m on m.id = a.message_id
      where files.channel_id is not null
        and (m.deleted_at <= ${timeOf(before)} or (m.id is null and files.created_at <= ${timeOf(before)}))
      limit ${limit}::int)
    returning id`)
  return rows.length
}

/** Messages that were taken back before this moment while they waited for the end of quiet hours: they left no mark. */
export async function deleteOldUndelivered(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from messages where id in (
      select id from messages where sequence is null and deleted_at <= ${timeOf(before)} limit ${limit}::int)
    returning id`)
  return rows.length
}

/**
 * An old message that goes. One that is answered by what stays is emptied and stays as the mark of a message that is gone,
 * until nothing answers it any more.
 */
const isDue = (before: Date) => sql`m.at <= ${timeOf(before)} and not (
  m.author_id is null and m.deleted_by is null and m.deleted_at is not null
  and (exists (select from messages as r where r.reply_to = m.id)
    or exists (select from messages as r where r.thread_id = m.id)))`

/** Channels where something was said before this moment that goes. */
export async function listChannelsWithOld(db: DbOrTx, before: Date): Promise<{ id: string; projectId: string }[]> {
  const rows = await db.execute<{ id: string; projectId: string }>(sql`
    select c.id, c.project_id as "projectId" from channels as c
    where exists (select from messages as m where m.channel_id = c.id and ${isDue(before)})`)
  return [...rows]
}

/** Projects with a message that was changed or taken away before this moment and whose earlier words or files are kept. */
export async function listProjectsWithOldEdits(db: DbOrTx, before: Date): Promise<string[]> {
  const rows = await db.execute<{ projectId: string }>(sql`
    select distinct c.project_id as "projectId" from channels as c join messages as m on m.channel_id = c.id
    where exists (select from message_edits as e where e.message_id = m.id and e.at <= ${timeOf(before)})
      or (m.deleted_at <= ${timeOf(before)} and exists (select from message_files as f where f.message_id = m.id))`)
  return rows.map((row) => row.projectId)
}

/** Removes the newest of the messages that were said in a channel before this moment. The caller holds the channel. */
export async function deleteOldMessages(
  tx: Tx,
  { channelId, before, at, limit }: { channelId: string; before: Date; at: Date; limit: number },
): Promise<number> {
  // What answers comes after what it answers, so it is gone before it or with it.
  const due = await tx.execute<{ id: string }>(sql`
    select m.id from messages as m where m.channel_id = ${channelId}::uuid and ${isDue(before)}
    order by m.at desc, m.sequence desc nulls first limit ${limit}::int for update`)
  if (due.length === 0) return 0
  const dueIds = jsonOf(due.map((row) => row.id))
  await tx.execute(sql`
    delete from files using message_files where message_files.file_id = files.id
      and message_files.message_id in (${idsIn(dueIds)})`)
  const kept = await tx.execute<{ id: string }>(sql`
    with due as materialized (${idsIn(dueIds)})
    select id from due where exists (select from messages as r
        where r.reply_to = due.id and r.id not in (select id from due))
      or exists (select from messages as r where r.thread_id = due.id and r.id not in (select id from due))`)
  await emptyMessages(
    tx,
    kept.map((row) => row.id),
    at,
  )
  const keptIds = new Set(kept.map((row) => row.id))
  const gone = due.flatMap(({ id }) => (keptIds.has(id) ? [] : [id]))
  const deleted = await tx.execute<{ threadId: string | null }>(sql`
    delete from messages where id in (${idsIn(jsonOf(gone))}) returning thread_id as "threadId"`)
  await countRepliesAgain(tx, [...new Set(deleted.flatMap((row) => row.threadId ?? []))])
  return due.length
}

const idsIn = (ids: ReturnType<typeof jsonOf>) => sql`select value::uuid as id from jsonb_array_elements_text(${ids})`

/** A reply then answers the top of its thread, which stays as well, so that what it answered can go. */
async function emptyMessages(tx: Tx, messageIds: string[], at: Date): Promise<void> {
  if (messageIds.length === 0) return
  const ids = jsonOf(messageIds)
  await tx.execute(sql`
    update messages set text = '', language = null, words = null, author_id = null, edited_at = null,
      deleted_at = coalesce(deleted_at, ${timeOf(at)}), deleted_by = null, pinned_at = null, pinned_by = null,
      reply_to = thread_id
    where id in (${idsIn(ids)})`)
  await tx.execute(sql`update topics set title = ${noTitle} where message_id in (${idsIn(ids)})`)
  for (const table of ['message_edits', 'message_reactions', 'mentions', 'notices', 'polls', 'topic_followers'])
    await tx.execute(sql`delete from ${sql.identifier(table)} where message_id in (${idsIn(ids)})`)
}

async function countRepliesAgain(tx: Tx, threadIds: string[]): Promise<void> {
  if (threadIds.length === 0) return
  await tx.execute(sql`
    update messages set reply_count = (select count(*) from messages as r where r.thread_id = messages.id
      and r.sequence is not null)
    where id in (${idsIn(jsonOf(threadIds))})`)
}
