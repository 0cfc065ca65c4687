import { and, asc, count, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { channels, heldNumbers, messages } from '../schema/chat.ts'
import { projects } from '../schema/projects.ts'
import { users } from '../schema/users.ts'
import {
  alongside,
  type AskedFacts,
  isAsBefore,
  jsonOf,
  type MessageRow,
  type NewMessage,
  selectMessages,
  timeOf,
  vectorOf,
} from './chat-messages.ts'

/*
 * Messages that wait, for the end of quiet hours or for a teacher: stored at once, without a sequence, which they get at
 * their delivery.
 */

/** Stores a message that waits, as `insertMessage` does one that does not. False where the facts have changed. */
export async function insertHeldMessage(
  db: DbOrTx,
  message: NewMessage & { deliverAt: Date | null; pendingAt: Date | null },
  facts: AskedFacts,
): Promise<boolean> {
  const rows = await db.execute(sql`
    with place as (
      select id from channels where id = ${message.channelId}::uuid and ${isAsBefore(message, facts)} for share
    ), stored as (
      insert into messages (id, channel_id, author_id, at, text, language, reply_to, thread_id, words,
        deliver_at, pending_at, held_number)
      select ${message.id}::uuid, id, ${message.authorId}::uuid, ${timeOf(message.at)}, ${message.text},
        ${message.language}, ${message.replyTo}::uuid, ${message.threadId}::uuid, ${vectorOf(message.words)},
        ${timeOf(message.deliverAt)}, ${timeOf(message.pendingAt)}, nextval(${heldNumbers.seqName}::regclass)
      from place
      returning id
    )${alongside(message)}
    select id from stored`)
  return rows.length > 0
}

/** For quiet hours alone. */
const isHeld = and(isNull(messages.sequence), isNull(messages.deletedAt), isNull(messages.pendingAt))

/** Where messages wait: by the school of those who wrote them, the project, and when they are to be delivered. */
export async function listHeldGroups(db: DbOrTx) {
  return db
    .selectDistinct({
      channelId: messages.channelId,
      projectId: channels.projectId,
      /** Null where the author is gone. */
      schoolId: users.schoolId,
      deliverAt: messages.deliverAt,
    })
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .leftJoin(users, eq(users.id, messages.authorId))
    .where(isHeld)
}

const isOfSchool = (schoolId: string | null) =>
  schoolId === null
    ? isNull(messages.authorId)
    : sql`exists (select from ${users} where ${users.id} = ${messages.authorId} and ${users.schoolId} = ${schoolId})`

/** Messages of a school's pupils that wait in a channel are to be delivered at another time than they were. */
export async function updateDeliverAt(
  db: DbOrTx,
  { channelId, schoolId }: { channelId: string; schoolId: string | null },
  deliverAt: Date,
): Promise<void> {
  await db
    .update(messages)
    .set({ deliverAt })
    .where(and(eq(messages.channelId, channelId), isHeld, isOfSchool(schoolId)))
}

/**
 * Gives all messages that a school's pupils have waiting in a channel their sequences, in the order they were written.
 * The caller holds the channel: each is delivered once. Gives them as they are now.
 */
export async function deliverHeld(
  tx: Tx,
  { channelId, schoolId, at }: { channelId: string; schoolId: string | null; at: Date },
): Promise<MessageRow[]> {
  const due = await tx
    .select({ id: messages.id, threadId: messages.threadId })
    .from(messages)
    .where(and(eq(messages.channelId, channelId), isHeld, isOfSchool(schoolId)))
    .orderBy(asc(messages.heldNumber))
  return giveSequences(tx, channelId, due, at)
}

/** Delivers these, in their order. Gives them as they are now. */
async function giveSequences(
  tx: Tx,
  channelId: string,
  due: readonly { id: string; threadId: string | null }[],
  at: Date,
): Promise<MessageRow[]> {
  if (due.length === 0) return []
  await tx.execute(sql`
    with numbered as (
      update channels set last_sequence = last_sequence + ${due.length}, last_at = ${timeOf(at)}
      where id = ${channelId}::uuid
      returning last_sequence - ${due.length} as before
    ), placed as (
      update messages set sequence = numbered.before + given.place::int, deliver_at = ${timeOf(at)}, pending_at = null,
        returned_reason = null
      from numbered, jsonb_array_elements_text(${jsonOf(due.map((row) => row.id))}) with ordinality as given (id, place)
      where messages.id = given.id::uuid
    )
    update messages set reply_count = reply_count + counted.count, last_reply_at = ${timeOf(at)}
    from (
      select value::uuid as id, count(*)::int as count
      from jsonb_array_elements_text(${jsonOf(due.flatMap((row) => row.threadId ?? []))}) group by value
    ) as counted
    where messages.id = counted.id`)
  const isDue = sql`id in (select value::uuid from jsonb_array_elements_text(${jsonOf(due.map((row) => row.id))}))`
  return selectMessages(
    tx,
    sql`channel_id = ${channelId}::uuid and sequence is not null and ${isDue} order by sequence`,
  )
}

/**
 * Lets out a message that waited for a teacher: at once, or when quiet hours end. The caller holds the channel and the
 * message.
 */
export async function letOut(
  tx: Tx,
  message: Pick<MessageRow, 'id' | 'channelId' | 'threadId'>,
  { at, deliverAt }: { at: Date; deliverAt: Date | null },
): Promise<void> {
  if (deliverAt === null) await giveSequences(tx, message.channelId, [message], at)
  else
    await tx
      .update(messages)
      .set({ deliverAt, pendingAt: null, returnedReason: null })
      .where(eq(messages.id, message.id))
}

/** Messages of a project that wait for a teacher and were not sent back, oldest first. */
export async function listPendingMessages(db: DbOrTx, projectId: string): Promise<MessageRow[]> {
  return selectMessages(
    db,
    sql`channel_id in (select id from channels where project_id = ${projectId}::uuid) and pending_at is not null
      and returned_reason is null and deleted_at is null order by held_number limit 500`,
  )
}

/** Messages that wait in a channel, in the order they were written: all of them, or those of one author. */
export async function listHeld(db: DbOrTx, channelId: string, authorId: string | null): Promise<MessageRow[]> {
  const isMeant = authorId === null ? sql`true` : sql`author_id = ${authorId}::uuid`
  return selectMessages(
    db,
    sql`channel_id = ${channelId}::uuid and sequence is null and deleted_at is null and ${isMeant}
      order by held_number limit 200`,
  )
}

/** Sequence of the last message that was delivered in a channel before this moment, 0 for none. */
export async function findSequenceBefore(db: DbOrTx, channelId: string, moment: Date): Promise<number> {
  const [row] = await db
    .select({ sequence: messages.sequence })
    .from(messages)
    .where(
      and(
        eq(messages.channelId, channelId),
        isNotNull(messages.sequence),
        lt(sql`coalesce(${messages.deliverAt}, ${messages.at})`, sql`${timeOf(moment)}`),
      ),
    )
    .orderBy(sql`${messages.sequence} desc`)
    .limit(1)
  return row?.sequence ?? 0
}

/** Replies to these messages up to a sequence, and when the last one was delivered. */
export async function countReplies(db: DbOrTx, messageIds: string[], upTo: number) {
  if (messageIds.length === 0) return new Map<string, { count: number; lastAt: Date }>()
  const rows = await db
    .select({
      threadId: messages.threadId,
      count: count(),
      lastAt: sql`max(coalesce(${messages.deliverAt}, ${messages.at}))`.mapWith(messages.at),
    })
    .from(messages)
    .where(and(inArray(messages.threadId, messageIds), lte(messages.sequence, upTo)))
    .groupBy(messages.threadId)
  return new Map(rows.map((row) => [row.threadId ?? '', { count: row.count, lastAt: row.lastAt }]))
}

/** A channel as far as sending to its readers asks, or null. */
export async function findChannelPlace(db: DbOrTx, channelId: string) {
  const pupil = users
  const [row] = await db
    .select({
      projectId: channels.projectId,
      projectState: projects.state,
      projectKind: projects.kind,
      kind: channels.kind,
      channelGroupId: channels.groupId,
      pupilId: channels.pupilId,
      pupilSchoolId: pupil.schoolId,
    })
    .from(channels)
    .innerJoin(projects, eq(projects.id, channels.projectId))
    .leftJoin(pupil, eq(pupil.id, channels.pupilId))
    .where(eq(channels.id, channelId))
  return row ?? null
}
