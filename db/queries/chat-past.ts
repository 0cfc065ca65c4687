import { sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { heldNumbers } from '../schema/chat.ts'
import { jsonOf, type Mentioned, timeOf, vectorOf } from './chat-messages.ts'

/** Something that was said before anybody could listen: of the demonstration, or of an archive that is brought in. */
export interface PastMessage {
  id: string
  authorId: string
  at: Date
  text: string
  language: string | null
  replyTo: string | null
  threadId: string | null
  isPinned: boolean
  /** Folded, each behind the number of its channel. */
  words: string[]
  mentions: Mentioned[]
  reactions: { userId: string; reaction: string }[]
}

/**
 * Fills a channel that is empty with what was said in it, in the given order. All or nothing with the transaction of whoever
 * calls; nobody is told.
 */
export async function insertPastMessages(tx: Tx, channelId: string, past: PastMessage[]): Promise<void> {
  const last = past.at(-1)
  if (last === undefined) return
  const rows = past.map(({ mentions: _mentions, reactions: _reactions, ...row }, index) => ({
    ...row,
    sequence: index + 1,
    at: row.at.toISOString(),
  }))
  await tx.execute(sql`
    insert into messages (id, channel_id, sequence, author_id, at, text, language, reply_to, thread_id, pinned_at,
      pinned_by, words)
    select given.id, ${channelId}::uuid, given.sequence, given."authorId", given.at, given.text, given.language,
      given."replyTo", given."threadId", case when given."isPinned" then given.at end,
      case when given."isPinned" then given."authorId" end, array_to_tsvector(given.words)
    from jsonb_to_recordset(${jsonOf(rows)}) as given (id uuid, sequence int, "authorId" uuid, at timestamptz, text text,
      language text, "replyTo" uuid, "threadId" uuid, "isPinned" boolean, words text[])
    order by given.sequence`)
  await tx.execute(sql`
    update messages set reply_count = replies.count, last_reply_at = replies.at
    from (select thread_id, count(*) as count, max(at) as at from messages where channel_id = ${channelId}::uuid
      and thread_id is not null group by thread_id) as replies
    where messages.id = replies.thread_id`)
  await insertPastMarks(tx, past)
  await tx.execute(sql`
    update channels set last_sequence = ${past.length}, last_at = ${last.at.toISOString()}::timestamptz
    where id = ${channelId}::uuid`)
}

async function insertPastMarks(tx: Tx, past: PastMessage[]): Promise<void> {
  const mentions = past.flatMap((message) => message.mentions.map((one) => ({ ...one, messageId: message.id })))
  await tx.execute(sql`
    insert into mentions (message_id, kind, target_id)
    select given."messageId", given.kind, given.id
    from jsonb_to_recordset(${jsonOf(mentions)}) as given ("messageId" uuid, kind text, id uuid)`)
  const reactions = past.flatMap((message) =>
    message.reactions.map((one) => ({ ...one, messageId: message.id, at: message.at.toISOString() })),
  )
  await tx.execute(sql`
    insert into message_reactions (message_id, user_id, reaction, at)
    select given."messageId", given."userId", given.reaction, given.at
    from jsonb_to_recordset(${jsonOf(reactions)})
      as given ("messageId" uuid, "userId" uuid, reaction text, at timestamptz)`)
}

/** Marks all that was said in a project as read by its people, but for the last few messages of each channel. */
export async function insertPastReads(tx: Tx, projectId: string, unread: number, at: Date): Promise<void> {
  await tx.execute(sql`
    insert into channel_reads (channel_id, user_id, sequence, at)
    select channels.id, members.user_id, channels.last_sequence - ${unread}, ${at.toISOString()}::timestamptz
    from channels join members on members.project_id = channels.project_id
    where channels.project_id = ${projectId}::uuid and channels.last_sequence > ${unread}
      and (channels.kind in ('project', 'forum') or members.role in ('owner', 'teacher', 'visitor')
        or channels.pupil_id = members.user_id
        or exists (select from group_members as own
          where own.group_id = channels.group_id and own.user_id = members.user_id))
    on conflict do nothing`)
}

/** A message that waits for a teacher since it was said. */
export async function insertPastPending(
  tx: Tx,
  message: Pick<PastMessage, 'id' | 'authorId' | 'at' | 'text' | 'language' | 'words'> & { channelId: string },
): Promise<void> {
  const { id, channelId, authorId, at, text, language, words } = message
  await tx.execute(sql`
    insert into messages (id, channel_id, author_id, at, pending_at, text, language, words, held_number)
    values (${id}::uuid, ${channelId}::uuid, ${authorId}::uuid, ${timeOf(at)}, ${timeOf(at)}, ${text}, ${language},
      ${vectorOf(words)}, nextval(${heldNumbers.seqName}::regclass))`)
}
