import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared, timeOrNull } from '../prepared.ts'
import { channelReads, channels, messages } from '../schema/chat.ts'
import { groups } from '../schema/projects.ts'
import { users } from '../schema/users.ts'
import type { channelKinds, memberRoles, allProjectKinds, projectStates } from '../schema/values.ts'
import { notAway, rulesIn, type WritingRuleFact } from './writing-rules.ts'

const pupil = alias(users, 'pupil')

/** More than this is shown as "more than". */
const countedUnread = 100

/** The channels that every project has. Called where its row is made, in the same transaction. */
export async function insertProjectChannels(tx: Tx, projectId: string): Promise<void> {
  const kinds = ['project', 'teachers', 'forum'] as const
  await tx.insert(channels).values(kinds.map((kind) => ({ projectId, kind })))
}

/** The channel of a group, where its row is made. */
export async function insertGroupChannel(tx: Tx, projectId: string, groupId: string): Promise<void> {
  await tx.insert(channels).values({ projectId, kind: 'group', groupId })
}

/** One channel to the teachers for each pupil who comes into a project; who comes back finds theirs. */
export async function insertAskChannels(tx: Tx, projectId: string, pupilIds: string[]): Promise<void> {
  if (pupilIds.length === 0) return
  await tx
    .insert(channels)
    .values(pupilIds.map((pupilId) => ({ projectId, kind: 'ask' as const, pupilId })))
    .onConflictDoNothing({ target: [channels.projectId, channels.pupilId] })
}

/** Before a group goes: what was said in its channel stays under its name, an empty channel goes with it. */
export async function retireGroupChannel(tx: Tx, groupId: string, name: string): Promise<void> {
  await tx.update(channels).set({ title: name }).where(eq(channels.groupId, groupId))
  await tx.delete(channels).where(and(eq(channels.groupId, groupId), eq(channels.lastSequence, 0)))
}

/** Holds a channel's row until the transaction ends: nobody writes there meanwhile, and its settings stand still. */
export async function lockChannel(tx: Tx, channelId: string): Promise<void> {
  await tx.select({ id: channels.id }).from(channels).where(eq(channels.id, channelId)).for('update')
}

/** What decides about a channel for one person. */
export interface ChannelFacts {
  channelId: string
  number: number
  projectId: string
  kind: (typeof channelKinds)[number]
  channelGroupId: string | null
  pupilId: string | null
  pupilSchoolId: string | null
  lastSequence: number
  slowSeconds: number
  pausedAt: Date | null
  pausedUntil: Date | null
  needsTeacher: boolean
  projectState: (typeof projectStates)[number]
  projectKind: (typeof allProjectKinds)[number]
  role: (typeof memberRoles)[number]
  schoolId: string
  groupId: string | null
  /** That bind them in the chat, ended ones too. */
  rules: WritingRuleFact[]
}

interface FoundFacts extends Omit<ChannelFacts, 'pausedAt' | 'pausedUntil'> {
  pausedAt: string | null
  pausedUntil: string | null
}

const placeOfRules = {
  projectId: sql`p.id`,
  userId: sql`m.user_id`,
  groupId: sql`own.group_id`,
  documentId: null,
  tool: sql`'chat'`,
}

const selectFacts = (userId: string, isMeant: SQL, more = sql``) => sql`
  select c.id as "channelId", c.number, c.project_id as "projectId", c.kind, c.group_id as "channelGroupId",
    c.pupil_id as "pupilId", pupil.school_id as "pupilSchoolId", c.last_sequence as "lastSequence",
    c.slow_seconds as "slowSeconds", c.paused_at as "pausedAt", c.paused_until as "pausedUntil",
    c.needs_teacher as "needsTeacher", p.state as "projectState", p.kind as "projectKind", m.role, m.school_id as "schoolId",
    own.group_id as "groupId", ${rulesIn(placeOfRules)} as "rules" ${more}
  from channels as c
  join projects as p on p.id = c.project_id
  join members as m on m.project_id = p.id and m.user_id = ${userId}::uuid and m.left_at is null
  left join group_members as own on own.project_id = p.id and own.user_id = m.user_id
  left join users as pupil on pupil.id = c.pupil_id
  where ${isMeant} and ${notAway({ projectId: sql`m.project_id`, userId: sql`m.user_id` })}`

const factsFrom = (found: FoundFacts): ChannelFacts => ({
  ...found,
  pausedAt: timeOrNull(found.pausedAt),
  pausedUntil: timeOrNull(found.pausedUntil),
})

const isChannel = (channelId: string) => sql`c.id = ${channelId}::uuid`

/** What the rules ask about one channel, in one round trip. Null where the channel does not exist or they are no member. */
export async function findChannelFacts(db: DbOrTx, userId: string, channelId: string): Promise<ChannelFacts | null> {
  const [row] = await runPrepared<FoundFacts>(db, selectFacts(userId, isChannel(channelId)))
  return row ? factsFrom(row) : null
}

/** The same for several channels; those that do not exist, or whose project they are not in, are left out. */
export async function listChannelFacts(db: DbOrTx, userId: string, channelIds: string[]): Promise<ChannelFacts[]> {
  const isMeant = sql`c.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(channelIds)}::jsonb))`
  const rows = await runPrepared<FoundFacts>(db, selectFacts(userId, isMeant))
  return rows.map(factsFrom)
}

interface UnreadRow extends ChannelFacts {
  unreadCount: number
}

/**
 * Of all projects of a person the channels with something they have not read: counted as in `listChannels`. `before` has the
 * projects where only what was delivered before a moment is there. Who may see which is not decided here.
 */
export async function listUnread(
  db: DbOrTx,
  userId: string,
  before: { projectId: string; at: Date }[],
): Promise<UnreadRow[]> {
  const ends = Object.fromEntries(before.map(({ projectId, at }) => [projectId, at.toISOString()]))
  const readUntil = sql`coalesce((select sequence from channel_reads where channel_id = c.id and user_id = ${userId}::uuid), 0)`
  const end = sql`coalesce((${JSON.stringify(ends)}::jsonb ->> c.project_id::text)::timestamptz, 'infinity')`
  const unread = sql`, (select count(*)::int from (
    select from messages as said where said.channel_id = c.id and said.sequence > ${readUntil}
      and said.author_id is distinct from ${userId}::uuid and said.deleted_at is null
      and coalesce(said.deliver_at, said.at) < ${end} limit ${countedUnread}) as unread) as "unreadCount"`
  const found = await runPrepared<FoundFacts & { unreadCount: number }>(
    db,
    selectFacts(userId, sql`c.last_sequence > ${readUntil}`, unread),
  )
  return found.map(({ unreadCount, ...facts }) => ({ ...factsFrom(facts), unreadCount }))
}

/** A person of the project, as far as the rules ask. */
export interface ChannelPerson {
  userId: string
  role: (typeof memberRoles)[number]
  schoolId: string
  groupId: string | null
}

/** A column: who is in a project now. */
export const peopleOf = (projectId: SQL) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'userId', m.user_id, 'role', m.role, 'schoolId', m.school_id, 'groupId', g.group_id)), '[]')
  from members as m left join group_members as g on g.project_id = m.project_id and g.user_id = m.user_id
  where m.project_id = ${projectId} and m.left_at is null) as people`

interface FoundPost extends FoundFacts {
  people: ChannelPerson[]
  isKnown: boolean
}

/**
 * All that a new message asks about, in one round trip: the facts, everybody who is in the project now, and whether the
 * message is stored already.
 */
export async function findPostFacts(db: DbOrTx, userId: string, channelId: string, messageId: string) {
  const more = sql`, ${peopleOf(sql`c.project_id`)},
    exists (select from messages where id = ${messageId}::uuid) as "isKnown"`
  const [row] = await runPrepared<FoundPost>(db, selectFacts(userId, isChannel(channelId), more))
  if (!row) return null
  const { people, isKnown, ...facts } = row
  return { facts: factsFrom(facts), people, isKnown }
}

/** Everybody who is in a project now. */
export async function listChannelPeople(db: DbOrTx, projectId: string): Promise<ChannelPerson[]> {
  const [row] = await runPrepared<{ people: ChannelPerson[] }>(db, sql`select ${peopleOf(sql`${projectId}::uuid`)}`)
  return row?.people ?? []
}

/**
 * Every channel of a project with what this person has not read (their own words do not count; at most `countedUnread`).
 * Where `before` is given, only what was delivered before that moment is there. Who may see which is not decided here.
 */
export async function listChannels(db: DbOrTx, projectId: string, userId: string, before: Date | null) {
  const isThere = before === null ? sql`true` : sql`coalesce(m.deliver_at, m.at) < ${before.toISOString()}::timestamptz`
  const unread = sql<number>`(select count(*)::int from (
    select from ${messages} as m
    where m.channel_id = ${channels.id} and m.sequence > coalesce(${channelReads.sequence}, 0)
      and m.author_id is distinct from ${userId} and m.deleted_at is null and ${isThere}
    limit ${countedUnread}) as unread)`
  const last = lastThere(before)
  return db
    .select({
      id: channels.id,
      kind: channels.kind,
      title: channels.title,
      channelGroupId: channels.groupId,
      groupName: groups.name,
      pupilId: channels.pupilId,
      pupilSchoolId: pupil.schoolId,
      lastSequence: last.sequence,
      lastAt: last.at,
      slowSeconds: channels.slowSeconds,
      pausedAt: channels.pausedAt,
      pausedUntil: channels.pausedUntil,
      pausedReason: channels.pausedReason,
      slowReason: channels.slowReason,
      needsTeacher: channels.needsTeacher,
      readSequence: sql<number>`coalesce(${channelReads.sequence}, 0)`,
      unreadCount: unread,
    })
    .from(channels)
    .leftJoin(groups, eq(groups.id, channels.groupId))
    .leftJoin(pupil, eq(pupil.id, channels.pupilId))
    .leftJoin(channelReads, and(eq(channelReads.channelId, channels.id), eq(channelReads.userId, userId)))
    .where(eq(channels.projectId, projectId))
    .orderBy(asc(channels.number))
}

/** The last message of a channel: as its row has it, or the last one delivered before a moment. */
function lastThere(before: Date | null) {
  if (before === null) return { sequence: channels.lastSequence, at: channels.lastAt }
  const isThere = sql`m.channel_id = ${channels.id} and m.sequence is not null
    and coalesce(m.deliver_at, m.at) < ${before.toISOString()}::timestamptz order by m.sequence desc limit 1`
  return {
    sequence: sql<number>`coalesce((select m.sequence from ${messages} as m where ${isThere}), 0)`,
    at: sql`(select coalesce(m.deliver_at, m.at) from ${messages} as m where ${isThere})`.mapWith(channels.lastAt),
  }
}

export type ChannelRow = Awaited<ReturnType<typeof listChannels>>[number]

type ChannelSettings = Partial<
  Pick<
    typeof channels.$inferInsert,
    'slowSeconds' | 'slowReason' | 'pausedAt' | 'pausedBy' | 'pausedUntil' | 'pausedReason' | 'needsTeacher'
  >
>

export async function updateChannel(tx: Tx, channelId: string, settings: ChannelSettings): Promise<void> {
  await tx.update(channels).set(settings).where(eq(channels.id, channelId))
}

/** Moves a person's mark on; never back, and never past the last message. Gives where it is now, null where it has not moved. */
export async function upsertChannelRead(
  db: DbOrTx,
  read: { channelId: string; userId: string; sequence: number; at: Date },
): Promise<number | null> {
  const [row] = await db.execute<{ sequence: number }>(sql`
    insert into channel_reads (channel_id, user_id, sequence, at)
    select id, ${read.userId}::uuid, least(${read.sequence}::int, last_sequence), ${read.at.toISOString()}::timestamptz
    from channels where id = ${read.channelId}::uuid
    on conflict (channel_id, user_id) do update set sequence = excluded.sequence, at = excluded.at
      where excluded.sequence > channel_reads.sequence
    returning sequence`)
  return row?.sequence ?? null
}

/** Ids of a project's channels of these kinds, in the order they were made. */
export async function listChannelIds(db: DbOrTx, projectId: string, kinds: (typeof channels.$inferSelect.kind)[]) {
  return db
    .select({
      id: channels.id,
      number: channels.number,
      kind: channels.kind,
      groupId: channels.groupId,
      pupilId: channels.pupilId,
    })
    .from(channels)
    .where(and(eq(channels.projectId, projectId), inArray(channels.kind, kinds)))
    .orderBy(asc(channels.number))
}
