import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { channelReads, channels, messages } from '../schema/chat.ts'
import { groupMembers, groups, members, projects } from '../schema/projects.ts'
import { users } from '../schema/users.ts'
import type { memberRoles } from '../schema/values.ts'

const ownGroup = alias(groupMembers, 'own_group')
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

/** What decides about a channel for one person, in one round trip. Null where it does not exist or they are no member. */
export async function findChannelFacts(db: DbOrTx, userId: string, channelId: string) {
  const [row] = await listChannelFacts(db, userId, [channelId])
  return row ?? null
}

/** The same for several channels; those that do not exist, or whose project they are not in, are left out. */
export async function listChannelFacts(db: DbOrTx, userId: string, channelIds: string[]) {
  if (channelIds.length === 0) return []
  return db
    .select({
      channelId: channels.id,
      number: channels.number,
      projectId: channels.projectId,
      kind: channels.kind,
      channelGroupId: channels.groupId,
      pupilId: channels.pupilId,
      pupilSchoolId: pupil.schoolId,
      lastSequence: channels.lastSequence,
      slowSeconds: channels.slowSeconds,
      pausedAt: channels.pausedAt,
      pausedUntil: channels.pausedUntil,
      needsTeacher: channels.needsTeacher,
      projectState: projects.state,
      role: members.role,
      schoolId: members.schoolId,
      groupId: ownGroup.groupId,
    })
    .from(channels)
    .innerJoin(projects, eq(projects.id, channels.projectId))
    .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId), isNull(members.leftAt)))
    .leftJoin(ownGroup, and(eq(ownGroup.projectId, projects.id), eq(ownGroup.userId, userId)))
    .leftJoin(pupil, eq(pupil.id, channels.pupilId))
    .where(inArray(channels.id, channelIds))
}

export type ChannelFacts = NonNullable<Awaited<ReturnType<typeof findChannelFacts>>>

/** A person of the project, as far as the rules ask. */
export interface ChannelPerson {
  userId: string
  role: (typeof memberRoles)[number]
  schoolId: string
  groupId: string | null
}

/** Everybody who is in a project now. */
export async function listChannelPeople(db: DbOrTx, projectId: string): Promise<ChannelPerson[]> {
  return db
    .select({
      userId: members.userId,
      role: members.role,
      schoolId: members.schoolId,
      groupId: ownGroup.groupId,
    })
    .from(members)
    .leftJoin(ownGroup, and(eq(ownGroup.projectId, members.projectId), eq(ownGroup.userId, members.userId)))
    .where(and(eq(members.projectId, projectId), isNull(members.leftAt)))
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
  Pick<typeof channels.$inferInsert, 'slowSeconds' | 'pausedAt' | 'pausedBy' | 'pausedUntil' | 'needsTeacher'>
>

export async function updateChannel(tx: Tx, channelId: string, settings: ChannelSettings): Promise<void> {
  await tx.update(channels).set(settings).where(eq(channels.id, channelId))
}

/** Moves a person's mark on; never back, and never past the last message. */
export async function upsertChannelRead(
  db: DbOrTx,
  read: { channelId: string; userId: string; sequence: number; at: Date },
): Promise<void> {
  await db.execute(sql`
    insert into channel_reads (channel_id, user_id, sequence, at)
    select id, ${read.userId}::uuid, least(${read.sequence}::int, last_sequence), ${read.at.toISOString()}::timestamptz
    from channels where id = ${read.channelId}::uuid
    on conflict (channel_id, user_id) do update set sequence = excluded.sequence, at = excluded.at
      where excluded.sequence > channel_reads.sequence`)
}

/** Ids of a project's channels of these kinds, in the order they were made. */
export async function listChannelIds(db: DbOrTx, projectId: string, kinds: (typeof channels.$inferSelect.kind)[]) {
  return db
    .select({ id: channels.id, kind: channels.kind, groupId: channels.groupId, pupilId: channels.pupilId })
    .from(channels)
    .where(and(eq(channels.projectId, projectId), inArray(channels.kind, kinds)))
    .orderBy(asc(channels.number))
}
