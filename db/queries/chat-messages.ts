import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { mentions, messageReactions, messages } from '../schema/chat.ts'
import type { ChannelFacts } from './chat-channels.ts'

const messageColumns = {
  id: messages.id,
  channelId: messages.channelId,
  sequence: messages.sequence,
  authorId: messages.authorId,
  at: messages.at,
  text: messages.text,
  language: messages.language,
  replyTo: messages.replyTo,
  threadId: messages.threadId,
  replyCount: messages.replyCount,
  lastReplyAt: messages.lastReplyAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  deletedBy: messages.deletedBy,
  pinnedAt: messages.pinnedAt,
  deliverAt: messages.deliverAt,
}

export const selectMessages = (db: DbOrTx) => db.select(messageColumns).from(messages)

/** A message, delivered or held, or null. */
export async function findMessage(db: DbOrTx, messageId: string) {
  const [row] = await selectMessages(db).where(eq(messages.id, messageId))
  return row ?? null
}

export type MessageRow = NonNullable<Awaited<ReturnType<typeof findMessage>>>

/** Holds a message's row until the transaction ends. */
export async function lockMessage(tx: Tx, messageId: string): Promise<void> {
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, messageId)).for('update')
}

export interface Mentioned {
  kind: 'person' | 'document'
  id: string
}

export interface NewMessage {
  id: string
  channelId: string
  authorId: string
  at: Date
  text: string
  language: string | null
  replyTo: string | null
  threadId: string | null
  /** Folded, each behind the number of its channel. */
  words: string[]
  mentions: Mentioned[]
}

/** A value as jsonb, one parameter however long it is. */
export const jsonOf = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
export const timeOf = (at: Date | null) =>
  at === null ? sql`null::timestamptz` : sql`${at.toISOString()}::timestamptz`
/** The index's form of words. */
export const vectorOf = (words: string[]) =>
  sql`array_to_tsvector(array(select jsonb_array_elements_text(${jsonOf(words)})))`

/**
 * Stores a message under the next sequence of its channel, in one statement: one commit, and one wait for the channel.
 * `facts` are what the rules were asked about; where they are not what they were, nothing is stored and it says so.
 * Throws what `isTaken` knows where a message has this id already: nothing is stored then, and no sequence is lost.
 */
export async function insertMessage(db: DbOrTx, message: NewMessage, facts: ChannelFacts): Promise<number | 'changed'> {
  const rows = await db.execute<{ sequence: number }>(sql`
    with numbered as (
      update channels set last_sequence = last_sequence + 1, last_at = ${timeOf(message.at)}
      where id = ${message.channelId}::uuid and ${isAsBefore(message.authorId, facts)}
      returning last_sequence
    ), stored as (
      insert into messages (id, channel_id, sequence, author_id, at, text, language, reply_to, thread_id, words)
      select ${message.id}::uuid, ${message.channelId}::uuid, last_sequence, ${message.authorId}::uuid,
        ${timeOf(message.at)}, ${message.text}, ${message.language}, ${message.replyTo}::uuid,
        ${message.threadId}::uuid, ${vectorOf(message.words)}
      from numbered
      returning id, sequence
    ), mentioned as (
      insert into mentions (message_id, kind, target_id)
      select stored.id, given.kind, given.id from stored,
        jsonb_to_recordset(${jsonOf(message.mentions)}) as given (kind text, id uuid)
    ), topped as (
      update messages set reply_count = reply_count + 1, last_reply_at = ${timeOf(message.at)}
      from stored where messages.id = ${message.threadId}::uuid
    )
    select sequence from stored`)
  return rows[0]?.sequence ?? 'changed'
}

/** The channel, the project and the author's place in it are what the rules were asked about. */
export function isAsBefore(userId: string, facts: ChannelFacts): SQL {
  return sql`(paused_at, paused_until, slow_seconds, needs_teacher)
      is not distinct from (${timeOf(facts.pausedAt)}, ${timeOf(facts.pausedUntil)}, ${facts.slowSeconds}::smallint,
        ${facts.needsTeacher}::boolean)
    and group_id is not distinct from ${facts.channelGroupId}::uuid
    and exists (
      select from members join projects on projects.id = members.project_id
      left join group_members as own on own.project_id = members.project_id and own.user_id = members.user_id
      where members.project_id = channels.project_id and members.user_id = ${userId}::uuid
        and members.left_at is null and members.role = ${facts.role} and projects.state = ${facts.projectState}
        and own.group_id is not distinct from ${facts.groupId}::uuid)`
}

/** Postgres' unique_violation, under whatever the driver wraps it in: the id of the message is somebody's already. */
export function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || isTaken(error.cause)
}

/** When this person last said something in a channel, or null. */
export async function findLastOwnAt(db: DbOrTx, channelId: string, userId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: messages.at })
    .from(messages)
    .where(and(eq(messages.authorId, userId), eq(messages.channelId, channelId)))
    .orderBy(desc(messages.sequence))
    .limit(1)
  return row?.at ?? null
}

export interface MessagePage {
  channelId: string
  /** Sequences: those below `before`, or those above `after`. Neither: the last ones. */
  before?: number | undefined
  after?: number | undefined
  /** Replies to this message; `top` for messages that are no replies. */
  thread?: string | undefined
  isPinned?: boolean | undefined
  /** Sequences up to this one; null for all. */
  upTo?: number | null | undefined
  limit: number
}

const conditionOf = ({ channelId, thread, isPinned, upTo }: MessagePage) =>
  and(
    eq(messages.channelId, channelId),
    isNotNull(messages.sequence),
    thread === undefined ? undefined : thread === 'top' ? isNull(messages.threadId) : eq(messages.threadId, thread),
    isPinned === true ? isNotNull(messages.pinnedAt) : undefined,
    upTo === undefined || upTo === null ? undefined : lte(messages.sequence, upTo),
  )

/** Delivered messages in order of sequence: `limit` of them at most. */
export async function listMessages(db: DbOrTx, page: MessagePage): Promise<MessageRow[]> {
  if (page.after !== undefined)
    return selectMessages(db)
      .where(and(conditionOf(page), gt(messages.sequence, page.after)))
      .orderBy(asc(messages.sequence))
      .limit(page.limit)
  const rows = await selectMessages(db)
    .where(and(conditionOf(page), page.before === undefined ? undefined : lt(messages.sequence, page.before)))
    .orderBy(desc(messages.sequence))
    .limit(page.limit)
  return rows.toReversed()
}

/** Sequence of the first message of a day or after it, or null. The day begins where this time zone says. */
export async function findSequenceAt(db: DbOrTx, channelId: string, day: string, timeZone: string) {
  const [row] = await db
    .select({ sequence: messages.sequence })
    .from(messages)
    .where(
      and(
        eq(messages.channelId, channelId),
        isNotNull(messages.sequence),
        sql`${messages.at} >= (${day}::date::timestamp at time zone ${timeZone})`,
      ),
    )
    .orderBy(asc(messages.at), asc(messages.sequence))
    .limit(1)
  return row?.sequence ?? null
}

/** Who reacted to these messages and how, in the order they did. */
export async function listReactions(db: DbOrTx, messageIds: string[]) {
  if (messageIds.length === 0) return []
  return db
    .select({
      messageId: messageReactions.messageId,
      userId: messageReactions.userId,
      reaction: messageReactions.reaction,
    })
    .from(messageReactions)
    .where(inArray(messageReactions.messageId, messageIds))
    .orderBy(asc(messageReactions.at), asc(messageReactions.userId))
}

/** Whom and what these messages mention. */
export async function listMentions(db: DbOrTx, messageIds: string[]) {
  if (messageIds.length === 0) return []
  return db
    .select({ messageId: mentions.messageId, kind: mentions.kind, id: mentions.targetId })
    .from(mentions)
    .where(inArray(mentions.messageId, messageIds))
}
