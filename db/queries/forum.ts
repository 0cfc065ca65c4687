import { and, asc, count, countDistinct, desc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { messages } from '../schema/chat.ts'
import { pollChoices, pollOptions, polls, topicFollowers, topicReads, topics } from '../schema/forum.ts'

export interface NewPoll {
  isMultiple: boolean
  options: string[]
}

/** Makes a top message of a forum a topic, which its author follows, with a poll where one is given. */
export async function insertTopic(
  tx: Tx,
  { messageId, title, authorId, poll }: { messageId: string; title: string; authorId: string; poll: NewPoll | null },
): Promise<void> {
  await tx.insert(topics).values({ messageId, title })
  await tx.insert(topicFollowers).values({ messageId, userId: authorId })
  if (poll === null) return
  const [made] = await tx.insert(polls).values({ messageId, isMultiple: poll.isMultiple }).returning({ id: polls.id })
  if (!made) throw new Error('a poll was inserted without a row')
  await tx.insert(pollOptions).values(poll.options.map((text, position) => ({ pollId: made.id, position, text })))
}

/** Following twice is following. */
export async function insertFollower(db: DbOrTx, messageId: string, userId: string): Promise<void> {
  await db.insert(topicFollowers).values({ messageId, userId }).onConflictDoNothing()
}

export async function deleteFollower(db: DbOrTx, messageId: string, userId: string): Promise<void> {
  await db.delete(topicFollowers).where(and(eq(topicFollowers.messageId, messageId), eq(topicFollowers.userId, userId)))
}

export async function listFollowers(db: DbOrTx, messageId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: topicFollowers.userId })
    .from(topicFollowers)
    .where(eq(topicFollowers.messageId, messageId))
  return rows.map((row) => row.userId)
}

/** Title of a topic, or null where the message is none. */
export async function findTopicTitle(db: DbOrTx, messageId: string): Promise<string | null> {
  const [row] = await db.select({ title: topics.title }).from(topics).where(eq(topics.messageId, messageId))
  return row?.title ?? null
}

/** In place of a title that is gone. */
export const noTitle = '…'

/** Takes the title of a topic and its poll away for good. Gives the title; null where the message is no topic. */
export async function emptyTopic(tx: Tx, messageId: string): Promise<string | null> {
  const title = await findTopicTitle(tx, messageId)
  if (title === null) return null
  await tx.delete(polls).where(eq(polls.messageId, messageId))
  await tx.update(topics).set({ title: noTitle }).where(eq(topics.messageId, messageId))
  return title
}

const topicColumns = {
  id: messages.id,
  title: topics.title,
  sequence: messages.sequence,
  authorId: messages.authorId,
  at: messages.at,
  language: messages.language,
  replyCount: messages.replyCount,
  lastReplyAt: messages.lastReplyAt,
  deletedAt: messages.deletedAt,
  pinnedAt: messages.pinnedAt,
  deliverAt: messages.deliverAt,
  pendingAt: messages.pendingAt,
  returnedReason: messages.returnedReason,
  pollId: polls.id,
  followerId: topicFollowers.userId,
  readSequence: topicReads.sequence,
}

const selectTopics = (db: DbOrTx, userId: string) =>
  db
    .select(topicColumns)
    .from(messages)
    .innerJoin(topics, eq(topics.messageId, messages.id))
    .leftJoin(polls, eq(polls.messageId, messages.id))
    .leftJoin(topicFollowers, and(eq(topicFollowers.messageId, messages.id), eq(topicFollowers.userId, userId)))
    .leftJoin(topicReads, and(eq(topicReads.messageId, messages.id), eq(topicReads.userId, userId)))

export type TopicRow = Awaited<ReturnType<typeof listTopics>>[number]

interface TopicsAsked {
  channelId: string
  userId: string
  /** Sequences up to this one; null for all. */
  upTo: number | null
  offset: number
  limit: number
}

/** Topics of a forum: the pinned ones first, then those where something was said last. */
export async function listTopics(db: DbOrTx, { channelId, userId, upTo, offset, limit }: TopicsAsked) {
  return selectTopics(db, userId)
    .where(
      and(
        eq(messages.channelId, channelId),
        isNotNull(messages.sequence),
        upTo === null ? undefined : lte(messages.sequence, upTo),
      ),
    )
    .orderBy(
      desc(sql`${messages.pinnedAt} is not null`),
      desc(sql`coalesce(${messages.lastReplyAt}, ${messages.deliverAt}, ${messages.at})`),
      desc(messages.sequence),
    )
    .offset(offset)
    .limit(limit)
}

/** Topics that wait for the end of quiet hours: of one author, or with null of all. */
export async function listHeldTopics(db: DbOrTx, channelId: string, userId: string, authorId: string | null) {
  return selectTopics(db, userId)
    .where(
      and(
        eq(messages.channelId, channelId),
        isNull(messages.sequence),
        isNull(messages.deletedAt),
        authorId === null ? undefined : eq(messages.authorId, authorId),
      ),
    )
    .orderBy(asc(messages.heldNumber))
    .limit(100)
}

/** One topic as this person has it, or null. */
export async function findTopic(db: DbOrTx, messageId: string, userId: string): Promise<TopicRow | null> {
  const [row] = await selectTopics(db, userId).where(eq(messages.id, messageId))
  return row ?? null
}

/** Sequence of the last post of these topics, or of the topic itself, up to a sequence. */
export async function listLastPosts(db: DbOrTx, messageIds: string[], upTo: number | null) {
  if (messageIds.length === 0) return new Map<string, number>()
  const rows = await db
    .select({ threadId: messages.threadId, sequence: sql<number>`max(${messages.sequence})::int` })
    .from(messages)
    .where(
      and(
        inArray(messages.threadId, messageIds),
        isNotNull(messages.sequence),
        upTo === null ? undefined : lte(messages.sequence, upTo),
      ),
    )
    .groupBy(messages.threadId)
  return new Map(rows.map((row) => [row.threadId ?? '', row.sequence]))
}

/** Moves a person's mark in a topic on, never back. */
export async function upsertTopicRead(
  db: DbOrTx,
  { messageId, userId, sequence }: { messageId: string; userId: string; sequence: number },
): Promise<void> {
  await db
    .insert(topicReads)
    .values({ messageId, userId, sequence })
    .onConflictDoUpdate({
      target: [topicReads.messageId, topicReads.userId],
      set: { sequence: sql`greatest(${topicReads.sequence}, excluded.sequence)` },
    })
}

/** A poll by its id, or by the topic it stands in; null where there is none. */
export async function findPoll(db: DbOrTx, by: { pollId: string } | { messageId: string }) {
  const [row] = await db
    .select()
    .from(polls)
    .where('pollId' in by ? eq(polls.id, by.pollId) : eq(polls.messageId, by.messageId))
  return row ?? null
}

/** Holds a poll until the transaction ends: nobody chooses while it is counted. */
export async function lockPoll(tx: Tx, pollId: string) {
  const [row] = await tx.select().from(polls).where(eq(polls.id, pollId)).for('update')
  return row ?? null
}

export async function listPollOptions(db: DbOrTx, pollId: string) {
  return db
    .select({ id: pollOptions.id, text: pollOptions.text, count: pollOptions.count })
    .from(pollOptions)
    .where(eq(pollOptions.pollId, pollId))
    .orderBy(asc(pollOptions.position))
}

/** What one person has chosen in a poll that is open. Nobody else's choice is ever read. */
export async function listOwnChoices(db: DbOrTx, pollId: string, userId: string): Promise<string[]> {
  const rows = await db
    .select({ optionId: pollChoices.optionId })
    .from(pollChoices)
    .where(and(eq(pollChoices.pollId, pollId), eq(pollChoices.userId, userId)))
  return rows.map((row) => row.optionId)
}

/** How many have chosen something so far. */
export async function countParticipants(db: DbOrTx, pollId: string): Promise<number> {
  const [row] = await db
    .select({ count: countDistinct(pollChoices.userId) })
    .from(pollChoices)
    .where(eq(pollChoices.pollId, pollId))
  return row?.count ?? 0
}

export async function replaceChoices(tx: Tx, pollId: string, userId: string, optionIds: string[]): Promise<void> {
  await tx.delete(pollChoices).where(and(eq(pollChoices.pollId, pollId), eq(pollChoices.userId, userId)))
  if (optionIds.length > 0)
    await tx.insert(pollChoices).values(optionIds.map((optionId) => ({ pollId, userId, optionId })))
}

/** Fewer would know from the counts what the others chose. */
const fewestCounted = 3

/**
 * Counts a poll, keeps the counts, and throws away who chose what. Of fewer than `fewestCounted` no counts are kept. The
 * caller holds the poll.
 */
export async function updatePollClosed(tx: Tx, pollId: string, closedAt: Date): Promise<void> {
  const participants = await countParticipants(tx, pollId)
  if (participants >= fewestCounted) await updateCounts(tx, pollId)
  await tx.update(polls).set({ closedAt, participants }).where(eq(polls.id, pollId))
  await tx.delete(pollChoices).where(eq(pollChoices.pollId, pollId))
}

async function updateCounts(tx: Tx, pollId: string): Promise<void> {
  const counted = await tx
    .select({ optionId: pollOptions.id, count: count(pollChoices.userId) })
    .from(pollOptions)
    .leftJoin(pollChoices, eq(pollChoices.optionId, pollOptions.id))
    .where(eq(pollOptions.pollId, pollId))
    .groupBy(pollOptions.id)
  for (const { optionId, count: chosen } of counted)
    await tx.update(pollOptions).set({ count: chosen }).where(eq(pollOptions.id, optionId))
}

/** Of those of these messages that begin a topic its title and what its poll offers. */
export async function listTopicWords(db: DbOrTx, messageIds: string[]) {
  if (messageIds.length === 0) return new Map<string, { title: string; options: string[] }>()
  const rows = await db
    .select({
      messageId: topics.messageId,
      title: topics.title,
      options: sql<string[]>`coalesce((select jsonb_agg(o.text order by o.position) from poll_options as o
        join polls as p on p.id = o.poll_id where p.message_id = ${topics.messageId}), '[]')`,
    })
    .from(topics)
    .where(inArray(topics.messageId, messageIds))
  return new Map(rows.map(({ messageId, title, options }) => [messageId, { title, options }]))
}
