import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Message } from '#collab/messages.ts'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared, type runQuery, timeFrom, timeOrNull } from '../prepared.ts'
import { channels, messages } from '../schema/chat.ts'
import { type ChannelFacts, type ChannelPerson, peopleOf } from './chat-channels.ts'
import { modeIn, type WritingRuleFact } from './writing-rules.ts'

/** A message as it is pushed, without what its reader may do with it. */
type Pushed = Omit<Message, 'can'>
type TimeName = Extract<keyof Pushed, 'at' | `${string}At`>

/** A message as it is stored, with its marks: what is pushed of it, its times as such. */
export type MessageRow = {
  [Name in keyof Pushed]: Name extends TimeName ? Date | Exclude<Pushed[Name], string> : Pushed[Name]
}
export type Mentioned = MessageRow['mentions'][number]
export type Attachment = MessageRow['attachments'][number]

/** Times are text, and reactions in the order they were given. */
type FoundMessage = Omit<Pushed, 'reactions'> & { reactions: [reaction: string, userId: string][] }

const rowFrom = (found: FoundMessage): MessageRow => ({
  ...found,
  at: timeFrom(found.at),
  lastReplyAt: timeOrNull(found.lastReplyAt),
  editedAt: timeOrNull(found.editedAt),
  deletedAt: timeOrNull(found.deletedAt),
  pinnedAt: timeOrNull(found.pinnedAt),
  deliverAt: timeOrNull(found.deliverAt),
  pendingAt: timeOrNull(found.pendingAt),
  reactions: grouped(found.reactions),
})

function grouped(given: FoundMessage['reactions']): MessageRow['reactions'] {
  const found = new Map<string, string[]>()
  for (const [reaction, userId] of given) found.set(reaction, [...(found.get(reaction) ?? []), userId])
  return [...found].map(([reaction, userIds]) => ({ reaction, userIds }))
}

/** Where each part of a message is found. */
const parts: Record<keyof MessageRow, SQLWrapper> = {
  id: messages.id,
  channelId: messages.channelId,
  sequence: messages.sequence,
  authorId: messages.authorId,
  at: messages.at,
  text: messages.text,
  language: messages.language,
  replyTo: messages.replyTo,
  threadId: messages.threadId,
  threadCount: messages.replyCount,
  lastReplyAt: messages.lastReplyAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  deletedBy: messages.deletedBy,
  pinnedAt: messages.pinnedAt,
  deliverAt: messages.deliverAt,
  pendingAt: messages.pendingAt,
  returnedReason: messages.returnedReason,
  reactions: sql`(select coalesce(jsonb_agg(jsonb_build_array(r.reaction, r.user_id) order by r.at, r.user_id), '[]')
    from message_reactions as r where r.message_id = messages.id)`,
  mentions: sql`(select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'id', m.target_id)), '[]')
    from mentions as m where m.message_id = messages.id)`,
  attachments: sql`(select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'type', f.type,
      'name', f.name, 'size', f.size, 'width', f.width, 'height', f.height, 'durationMs', f.duration_ms, 'alt', a.alt)
      order by a.position), '[]')
    from message_files as a join files as f on f.id = a.file_id where a.message_id = messages.id)`,
}

const selected = sql`select ${sql.join(
  Object.entries(parts).map(([name, part]) => sql`${part} as ${sql.identifier(name)}`),
  sql`, `,
)} from ${messages}`

/** Messages for which this holds, with what follows it: `runQuery` where its best plan hangs on what is asked. */
export async function selectMessages(db: DbOrTx, rest: SQL, run: typeof runQuery = runPrepared): Promise<MessageRow[]> {
  const rows = await run<FoundMessage>(db, sql`${selected} where ${rest}`)
  return rows.map(rowFrom)
}

/** A message, delivered or held, or null. */
export async function findMessage(db: DbOrTx, messageId: string): Promise<MessageRow | null> {
  const [row] = await selectMessages(db, sql`id = ${messageId}::uuid`)
  return row ?? null
}

/** Holds a message's row until the transaction ends. */
export async function lockMessage(tx: Tx, messageId: string): Promise<void> {
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, messageId)).for('update')
}

/** What a message has to which nothing has happened yet. */
export const untouched = {
  threadCount: 0,
  lastReplyAt: null,
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
  pinnedAt: null,
  deliverAt: null,
  pendingAt: null,
  returnedReason: null,
  reactions: [],
} satisfies Partial<MessageRow>

export type NewMessage = Omit<MessageRow, keyof typeof untouched | 'sequence'> & {
  authorId: string
  /** Folded, each behind the number of its channel. */
  words: string[]
}

/** A value as jsonb, one parameter however long it is. */
export const jsonOf = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
export const timeOf = (at: Date | null) =>
  at === null ? sql`null::timestamptz` : sql`${at.toISOString()}::timestamptz`
/** The index's form of words. */
export const vectorOf = (words: string[]) =>
  sql`array_to_tsvector(array(select jsonb_array_elements_text(${jsonOf(words)})))`

/** What the rules were asked about. `sessionId` is of a login that nobody has looked up: the statement does. */
export interface AskedFacts extends ChannelFacts {
  sessionId?: string | undefined
}

/**
 * Stores a message under the next sequence of its channel, in one statement: one commit, and one wait for the channel.
 * `facts` are what the rules were asked about; where they are not what they were, nothing is stored and it says so.
 * Throws what `takenOf` knows where a message has this id already, or a file is in another one: nothing is stored then,
 * and no sequence is lost. Gives everybody who was in the project at that moment as well: they are who it is sent to.
 */
export async function insertMessage(
  db: DbOrTx,
  message: NewMessage,
  facts: AskedFacts,
): Promise<{ sequence: number; people: ChannelPerson[] } | 'changed'> {
  const [stored] = await runPrepared<{ sequence: number; people: ChannelPerson[] }>(
    db,
    sql`
    with numbered as (
      update channels set last_sequence = last_sequence + 1, last_at = ${timeOf(message.at)}
      where id = ${message.channelId}::uuid and ${isAsBefore(message, facts)}
      returning last_sequence
    ), stored as (
      insert into messages (id, channel_id, sequence, author_id, at, text, language, reply_to, thread_id, words)
      select ${message.id}::uuid, ${message.channelId}::uuid, last_sequence, ${message.authorId}::uuid,
        ${timeOf(message.at)}, ${message.text}, ${message.language}, ${message.replyTo}::uuid,
        ${message.threadId}::uuid, ${vectorOf(message.words)}
      from numbered
      returning id, sequence
    )${alongside(message)}${message.threadId === null ? sql`` : topped(message.threadId, message.at)}
    select sequence, ${peopleOf(sql`${facts.projectId}::uuid`)} from stored`,
  )
  return stored ?? 'changed'
}

const topped = (threadId: string, at: Date) => sql`, topped as (
  update messages set reply_count = reply_count + 1, last_reply_at = ${timeOf(at)}
  from stored where messages.id = ${threadId}::uuid
)`

/** Parts of a statement whose part `stored` is the new message: what goes with it into other tables. */
export function alongside({ mentions, attachments }: Pick<NewMessage, 'mentions' | 'attachments'>): SQL {
  const mentioned = sql`, mentioned as (
    insert into mentions (message_id, kind, target_id)
    select stored.id, given.kind, given.id from stored, jsonb_to_recordset(${jsonOf(mentions)}) as given (kind text, id uuid)
  )`
  const placed = attachments.map(({ id, alt }, position) => ({ id, alt, position }))
  const attached = sql`, attached as (
    insert into message_files (message_id, position, file_id, alt)
    select stored.id, given.position, given.id, given.alt
    from stored, jsonb_to_recordset(${jsonOf(placed)}) as given (position smallint, id uuid, alt text)
  )`
  return sql`${mentions.length > 0 ? mentioned : sql``}${attachments.length > 0 ? attached : sql``}`
}

/** The channel, the project, the author's place in it and their login are what the rules were asked about. */
export function isAsBefore({ authorId, at }: Pick<NewMessage, 'authorId' | 'at'>, facts: AskedFacts): SQL {
  return sql`(paused_at, paused_until, slow_seconds, needs_teacher)
      is not distinct from (${timeOf(facts.pausedAt)}, ${timeOf(facts.pausedUntil)}, ${facts.slowSeconds}::smallint,
        ${facts.needsTeacher}::boolean)
    and group_id is not distinct from ${facts.channelGroupId}::uuid
    and exists (
      select from members join projects on projects.id = members.project_id
      left join group_members as own on own.project_id = members.project_id and own.user_id = members.user_id
      where members.project_id = channels.project_id and members.user_id = ${authorId}::uuid
        and members.left_at is null and members.role = ${facts.role} and projects.state = ${facts.projectState}
        and own.group_id is not distinct from ${facts.groupId}::uuid
        and (members.role not in ('pupil', 'pupil_admin') or ${modeThere(at)} = ${modeOf(facts.rules, at)}))
    ${facts.sessionId === undefined ? sql`` : sql`and ${isSignedIn(authorId, facts.sessionId, at)}`}`
}

/** Of its author in the chat, by the same rows as `rules` of the facts. */
const modeThere = (at: Date) =>
  modeIn(
    {
      projectId: sql`projects.id`,
      userId: sql`members.user_id`,
      groupId: sql`own.group_id`,
      documentId: null,
      tool: sql`'chat'`,
    },
    timeOf(at),
  )

const modeOf = (rules: readonly WritingRuleFact[], at: Date) => {
  const held = rules.filter(({ until }) => until === null || new Date(until) > at)
  return held.find(({ mode }) => mode === 'read')?.mode ?? held[0]?.mode ?? 'free'
}

const isSignedIn = (userId: string, sessionId: string, at: Date) => sql`exists (
  select from sessions join users on users.id = sessions.user_id
  where sessions.id = ${sessionId} and users.id = ${userId}::uuid and users.suspended_at is null
    and sessions.expires_at > ${timeOf(at)})`

/** What was to be only once and is there already: Postgres' unique_violation, under whatever the driver wraps it in. */
export function takenOf(error: unknown): 'id' | 'file' | null {
  if (!(error instanceof Error)) return null
  if (!('constraint_name' in error)) return takenOf(error.cause)
  if (error.constraint_name === 'messages_pkey') return 'id'
  return error.constraint_name === 'message_files_file' ? 'file' : null
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

/** Sequences up to this one; all without it. */
export const isUpTo = (upTo: number | null | undefined) =>
  upTo === undefined || upTo === null ? sql`true` : sql`sequence <= ${upTo}::int`

const isInThread = (thread: string | undefined) =>
  thread === undefined ? sql`true` : thread === 'top' ? sql`thread_id is null` : sql`thread_id = ${thread}::uuid`

/** Delivered messages in order of sequence: `limit` of them at most. */
export async function listMessages(db: DbOrTx, page: MessagePage): Promise<MessageRow[]> {
  const { channelId, before, after, thread, isPinned, upTo, limit } = page
  const isMeant = sql`channel_id = ${channelId}::uuid and ${isInThread(thread)}
    and ${isPinned === true ? sql`pinned_at is not null` : sql`true`} and ${isUpTo(upTo)}`
  if (after !== undefined)
    return selectMessages(db, sql`${isMeant} and sequence > ${after}::int order by sequence limit ${limit}::int`)
  const isBefore = before === undefined ? sql`sequence is not null` : sql`sequence < ${before}::int`
  const rows = await selectMessages(db, sql`${isMeant} and ${isBefore} order by sequence desc limit ${limit}::int`)
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

/** How many messages each person said where all of a project, or all of a group, read them. */
export async function listMessageCounts(db: DbOrTx, projectId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ userId: messages.authorId, count: count() })
    .from(messages)
    .innerJoin(channels, eq(channels.id, messages.channelId))
    .where(
      and(
        eq(channels.projectId, projectId),
        inArray(channels.kind, ['project', 'group', 'forum']),
        isNotNull(messages.sequence),
        isNull(messages.deletedAt),
      ),
    )
    .groupBy(messages.authorId)
  return new Map(rows.flatMap((row) => (row.userId === null ? [] : [[row.userId, row.count] as const])))
}
