import { and, desc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { messages } from '../schema/chat.ts'
import { classrooms } from '../schema/classrooms.ts'
import { contributions, documents } from '../schema/documents.ts'
import { notices } from '../schema/notices.ts'
import { members, projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type NewNotice = Omit<typeof notices.$inferInsert, 'id' | 'number' | 'readAt'>
export type NoticeRow = typeof notices.$inferSelect

/** Gives the ids of those who were told something new: one message rings once for a person. */
export async function insertNotices(db: DbOrTx, given: NewNotice[]): Promise<string[]> {
  if (given.length === 0) return []
  const rows = await db.insert(notices).values(given).onConflictDoNothing().returning({ userId: notices.userId })
  return rows.map((row) => row.userId)
}

/** Who has not read yet what a person's deed of this kind told them, or was told of one since a time. */
export async function listTold(
  db: DbOrTx,
  { actorId, kind, since }: { actorId: string; kind: NewNotice['kind']; since: Date },
): Promise<string[]> {
  const isWaiting = or(isNull(notices.readAt), gte(notices.at, since))
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(and(eq(notices.actorId, actorId), eq(notices.kind, kind), isWaiting))
  return rows.map((row) => row.userId)
}

/** Who has not read yet what the bell said of a request for help. */
export async function listToldOfHelp(db: DbOrTx, helpId: string, kind: NewNotice['kind']): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(and(eq(notices.helpId, helpId), eq(notices.kind, kind), isNull(notices.readAt)))
  return rows.map((row) => row.userId)
}

/** Whoever has read a request has read what the bell said of it. Gives how many that were. */
export async function updateNoticesReadOfHelp(db: DbOrTx, userId: string, helpId: string, at: Date): Promise<number> {
  const rows = await db
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.userId, userId), eq(notices.helpId, helpId), isNull(notices.readAt)))
    .returning({ id: notices.id })
  return rows.length
}

/** What somebody was asked to found by a person whom they keep away from now on. */
export async function updateNoticesReadOfAsker(tx: Tx, userId: string, actorId: string, at: Date): Promise<void> {
  const isAsked = and(eq(notices.kind, 'co_founder_asked'), eq(notices.actorId, actorId), isNull(notices.readAt))
  await tx
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.userId, userId), isAsked))
}

export interface NoticesAsked {
  userId: string
  /** Those that rang before this one. */
  before?: NoticeRow | null
  isUnread?: boolean
  limit: number
}

/** Notices of a person, newest first. */
export async function listNotices(db: DbOrTx, { userId, before, isUnread, limit }: NoticesAsked): Promise<NoticeRow[]> {
  return db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.userId, userId),
        isUnread ? isNull(notices.readAt) : undefined,
        before ? lt(notices.number, before.number) : undefined,
      ),
    )
    .orderBy(desc(notices.number))
    .limit(limit)
}

/** A notice of this person, or null. */
export async function findNotice(db: DbOrTx, userId: string, noticeId: string): Promise<NoticeRow | null> {
  const [row] = await db
    .select()
    .from(notices)
    .where(and(eq(notices.userId, userId), eq(notices.id, noticeId)))
  return row ?? null
}

/** Marks these notices of a person as read; those of others are left alone. */
export async function updateNoticesRead(db: DbOrTx, userId: string, noticeIds: string[], readAt: Date): Promise<void> {
  if (noticeIds.length === 0) return
  await db
    .update(notices)
    .set({ readAt })
    .where(and(eq(notices.userId, userId), inArray(notices.id, noticeIds), isNull(notices.readAt)))
}

/** Whoever has read a channel, or one thread of it, up to a sequence has read what the bell said of it. Gives how many that were. */
export async function updateNoticesReadInChannel(
  db: DbOrTx,
  {
    userId,
    channelId,
    threadId,
    sequence,
    at,
  }: { userId: string; channelId: string; threadId?: string; sequence: number; at: Date },
): Promise<number> {
  const isReadThere = sql`exists (select from ${messages} where ${messages.id} = ${notices.messageId}
    and ${messages.sequence} <= ${sequence}
    ${threadId === undefined ? sql`` : sql`and ${threadId}::uuid in (${messages.id}, ${messages.threadId})`})`
  const rows = await db
    .update(notices)
    .set({ readAt: at })
    .where(and(eq(notices.userId, userId), eq(notices.channelId, channelId), isNull(notices.readAt), isReadThere))
    .returning({ id: notices.id })
  return rows.length
}

/** A message that is gone rings for nobody. Gives the ids of those it rang for. */
export async function deleteNoticesOfMessage(db: DbOrTx, messageId: string): Promise<string[]> {
  const rows = await db.delete(notices).where(eq(notices.messageId, messageId)).returning({ userId: notices.userId })
  return rows.map((row) => row.userId)
}

/** Takes away what was told of a person who waited: it is settled. */
export async function deleteNoticesOfWaiting(tx: Tx, actorId: string): Promise<void> {
  await tx.delete(notices).where(and(eq(notices.kind, 'colleague_waits'), eq(notices.actorId, actorId)))
}

/** Removes what is older than these moments, read or not. */
export async function deleteOldNotices(db: DbOrTx, older: { read: Date; unread: Date }): Promise<void> {
  await db.delete(notices).where(or(lte(notices.at, older.unread), lte(notices.readAt, older.read)))
}

/** People by id, as far as their names go. */
export async function listNamed(db: DbOrTx, userIds: string[]) {
  if (userIds.length === 0) return []
  return db
    .select({
      id: users.id,
      kind: users.kind,
      displayName: users.displayName,
      pseudonym: users.pseudonym,
      school: { id: schools.id, name: schools.name, countryCode: schools.countryCode },
    })
    .from(users)
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(inArray(users.id, userIds))
}

/** Of these projects, those a person is in now, with their part there. */
export async function listMemberships(db: DbOrTx, userId: string, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({
      projectId: projects.id,
      name: projects.name,
      cover: projects.cover,
      role: members.role,
      schoolId: members.schoolId,
    })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), isNull(members.leftAt), inArray(projects.id, projectIds)))
}

/** What notices speak of, by id. */
export async function listMessagesById(db: DbOrTx, messageIds: string[]) {
  if (messageIds.length === 0) return []
  return db
    .select({
      id: messages.id,
      sequence: messages.sequence,
      threadId: messages.threadId,
      text: messages.text,
      language: messages.language,
      deletedAt: messages.deletedAt,
    })
    .from(messages)
    .where(inArray(messages.id, messageIds))
}

export async function listClassroomNames(db: DbOrTx, classroomIds: string[]) {
  if (classroomIds.length === 0) return []
  return db
    .select({ id: classrooms.id, schoolId: classrooms.schoolId, name: classrooms.name })
    .from(classrooms)
    .where(inArray(classrooms.id, classroomIds))
}

/** Who has written in a document. */
export async function listContributors(db: DbOrTx, documentId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: contributions.userId })
    .from(contributions)
    .where(eq(contributions.documentId, documentId))
  return rows.flatMap((row) => row.userId ?? [])
}

/** Who wrote these messages; nobody where they are gone. */
export async function listAuthors(db: DbOrTx, messageIds: string[]): Promise<string[]> {
  if (messageIds.length === 0) return []
  const rows = await db.select({ authorId: messages.authorId }).from(messages).where(inArray(messages.id, messageIds))
  return rows.flatMap((row) => row.authorId ?? [])
}

export async function listTitles(db: DbOrTx, documentIds: string[]) {
  if (documentIds.length === 0) return []
  return db
    .select({ id: documents.id, title: documents.title, kind: documents.kind })
    .from(documents)
    .where(inArray(documents.id, documentIds))
}
