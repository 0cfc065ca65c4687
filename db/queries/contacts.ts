import { and, asc, count, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { adultMessages, contacts, conversations } from '../schema/contacts.ts'
import { notices } from '../schema/notices.ts'
import { profiles } from '../schema/profiles.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { hasOpenOffice } from './findable-schools.ts'

export type ContactRow = typeof contacts.$inferSelect
export type NewContact = typeof contacts.$inferInsert
export type ConversationRow = typeof conversations.$inferSelect
export type AdultMessageRow = typeof adultMessages.$inferSelect

/** More is shown as "more than". */
const mostCounted = 100

const inOrder = (one: string, other: string) => (one < other ? ([one, other] as const) : ([other, one] as const))

/** What one of two does is done before the other one's, and one after the other of what one does. */
export async function lockContacts(tx: Tx, userId: string, otherId: string): Promise<void> {
  const [low, high] = inOrder(userId, otherId)
  for (const key of [`contacts of ${userId}`, `contact ${low} ${high}`])
    await runQuery(tx, sql`select pg_advisory_xact_lock(hashtext(${key}))`)
}

/** What each of two wants of the other. */
export async function findContact(db: DbOrTx, userId: string, otherId: string) {
  const rows = await listContactsAmong(db, userId, [otherId])
  const mine = rows.find((row) => row.userId === userId) ?? null
  return { mine, theirs: rows.find((row) => row.userId === otherId) ?? null }
}

/** What somebody and these others want of each other. */
export const listContactsAmong = (db: DbOrTx, userId: string, otherIds: string[]) =>
  otherIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(contacts)
        .where(
          or(
            and(eq(contacts.userId, userId), inArray(contacts.otherId, otherIds)),
            and(eq(contacts.otherId, userId), inArray(contacts.userId, otherIds)),
          ),
        )

/** Whom somebody has, has asked or has blocked. */
export const listOwnContacts = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.userId, userId), inArray(contacts.state, ['asked', 'accepted', 'blocked'])))
    .orderBy(desc(contacts.changedAt), asc(contacts.otherId))
    .limit(limit)

/** Who asks somebody and has no answer yet, the longest waiting first. */
export const listAsking = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.otherId, userId),
        eq(contacts.state, 'asked'),
        isNull(contacts.declinedAt),
        sql`not exists (select from contacts own where own.user_id = ${userId}::uuid and own.other_id = contacts.user_id
          and own.state = 'blocked')`,
      ),
    )
    .orderBy(asc(contacts.changedAt), asc(contacts.userId))
    .limit(limit)

export async function hasContacts(db: DbOrTx, userId: string): Promise<boolean> {
  const [row] = await db.select({ id: contacts.otherId }).from(contacts).where(eq(contacts.userId, userId)).limit(1)
  return row !== undefined
}

export async function countAccepted(db: DbOrTx, userId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), eq(contacts.state, 'accepted')))
  return row?.count ?? 0
}

/** When somebody asked others since a moment, the latest first. */
export async function listAskedSince(db: DbOrTx, userId: string, since: Date): Promise<Date[]> {
  const rows = await db
    .select({ askedAt: contacts.askedAt })
    .from(contacts)
    .where(and(eq(contacts.userId, userId), gt(contacts.askedAt, since)))
    .orderBy(desc(contacts.askedAt))
  return rows.flatMap(({ askedAt }) => askedAt ?? [])
}

export async function upsertContact(tx: Tx, row: NewContact): Promise<void> {
  await tx
    .insert(contacts)
    .values(row)
    .onConflictDoUpdate({ target: [contacts.userId, contacts.otherId], set: row })
}

/** Staff of a country whose office is open. Who is not found any more, since they were away for long, is their contacts' still. */
const isHere = (db: DbOrTx) =>
  sql<boolean>`(${users.kind} = 'staff' and ${users.suspendedAt} is null and ${users.waitingSince} is null and ${hasOpenOffice(db)})`

/** People as far as contacts are concerned: who they are, where, what they say of themselves, and whether they are here at all. */
export const listContactPeople = (db: DbOrTx, userIds: string[]) =>
  userIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          id: users.id,
          displayName: users.displayName,
          isThere: isHere(db),
          profile: profiles,
          school: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
          region: regions.name,
        })
        .from(users)
        .innerJoin(schools, eq(schools.id, users.schoolId))
        .leftJoin(regions, eq(regions.id, schools.regionId))
        .leftJoin(profiles, eq(profiles.userId, users.id))
        .where(inArray(users.id, userIds))
export type ContactPerson = Awaited<ReturnType<typeof listContactPeople>>[number]

/** The conversation of two, begun where there is none. */
export async function takeConversation(tx: Tx, userId: string, otherId: string): Promise<string> {
  const [lowId, highId] = inOrder(userId, otherId)
  await tx.insert(conversations).values({ lowId, highId }).onConflictDoNothing()
  const [row] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.lowId, lowId), eq(conversations.highId, highId)))
  if (!row) throw new Error('a conversation was not stored')
  return row.id
}

const isOf = (userId: string) => or(eq(conversations.lowId, userId), eq(conversations.highId, userId))

/** How far somebody has read, counted in messages of others that are there and come after it; no further than a hundred. */
const unreadBy = (userId: string) => sql<number>`(select count(*)::int from (select from adult_messages unread
  where unread.conversation_id = conversations.id
    and unread.number > case when conversations.low_id = ${userId}::uuid then conversations.low_read else conversations.high_read end
    and unread.author_id is distinct from ${userId}::uuid and unread.deleted_at is null limit 100) few)`

/** What somebody has with others, the latest first. */
export const listConversations = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select({ conversation: conversations, unread: unreadBy(userId) })
    .from(conversations)
    .where(isOf(userId))
    .orderBy(sql`${conversations.lastAt} desc nulls last`, asc(conversations.id))
    .limit(limit)

/** How many ask somebody and have no answer yet, and how many messages of others they have not read. */
export async function countWaiting(db: DbOrTx, userId: string): Promise<{ asking: number; unread: number }> {
  const [row] = await db
    .select({ unread: count() })
    .from(adultMessages)
    .innerJoin(conversations, eq(conversations.id, adultMessages.conversationId))
    .where(
      and(
        or(
          and(eq(conversations.lowId, userId), gt(adultMessages.number, conversations.lowRead)),
          and(eq(conversations.highId, userId), gt(adultMessages.number, conversations.highRead)),
        ),
        sql`${adultMessages.authorId} is distinct from ${userId}::uuid`,
        isNull(adultMessages.deletedAt),
      ),
    )
  return { asking: (await listAsking(db, userId, mostCounted)).length, unread: row?.unread ?? 0 }
}

/** Of these people the conversation that somebody has with them. */
export const listConversationsWith = (db: DbOrTx, userId: string, otherIds: string[]) =>
  otherIds.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: conversations.id, lowId: conversations.lowId, highId: conversations.highId })
        .from(conversations)
        .where(
          or(
            and(eq(conversations.lowId, userId), inArray(conversations.highId, otherIds)),
            and(eq(conversations.highId, userId), inArray(conversations.lowId, otherIds)),
          ),
        )

export async function findConversation(db: DbOrTx, conversationId: string): Promise<ConversationRow | null> {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId))
  return row ?? null
}

/** Held until the transaction ends: numbers come in the order in which they are seen. */
export async function lockConversation(tx: Tx, conversationId: string): Promise<ConversationRow | null> {
  const [row] = await tx.select().from(conversations).where(eq(conversations.id, conversationId)).for('update')
  return row ?? null
}

export async function updateConversation(
  tx: Tx,
  conversationId: string,
  changes: Partial<Pick<ConversationRow, 'lowRead' | 'highRead' | 'lastAt'>>,
): Promise<void> {
  await tx.update(conversations).set(changes).where(eq(conversations.id, conversationId))
}

export async function insertAdultMessage(
  tx: Tx,
  row: Omit<typeof adultMessages.$inferInsert, 'number'>,
): Promise<AdultMessageRow> {
  const [made] = await tx.insert(adultMessages).values(row).returning()
  if (!made) throw new Error('a message was not stored')
  return made
}

/** What somebody wrote to contacts, the latest first. */
export const listAdultMessagesOf = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select({ conversationId: adultMessages.conversationId, at: adultMessages.at, text: adultMessages.text })
    .from(adultMessages)
    .where(and(eq(adultMessages.authorId, userId), isNull(adultMessages.deletedAt)))
    .orderBy(desc(adultMessages.number))
    .limit(limit)

export async function findAdultMessage(db: DbOrTx, messageId: string): Promise<AdultMessageRow | null> {
  const [row] = await db.select().from(adultMessages).where(eq(adultMessages.id, messageId))
  return row ?? null
}

export async function updateAdultMessageDeleted(tx: Tx, messageId: string, deletedAt: Date): Promise<void> {
  await tx.update(adultMessages).set({ deletedAt, text: '' }).where(eq(adultMessages.id, messageId))
}

const listMessages = (db: DbOrTx, conversationId: string, where: SQL | undefined) =>
  db
    .select()
    .from(adultMessages)
    .where(and(eq(adultMessages.conversationId, conversationId), where))
    .$dynamic()

/** What was said before a number, the latest first. */
export const listAdultMessages = (db: DbOrTx, conversationId: string, before: number | null, limit: number) =>
  listMessages(db, conversationId, before === null ? undefined : lt(adultMessages.number, before))
    .orderBy(desc(adultMessages.number))
    .limit(limit)

/** What was said after a number, the earliest first. */
export const listAdultMessagesAfter = (db: DbOrTx, conversationId: string, after: number, limit: number) =>
  listMessages(db, conversationId, gt(adultMessages.number, after)).orderBy(asc(adultMessages.number)).limit(limit)

/** What the bell says of another teacher. */
export const contactNotices = ['contact_asked', 'contact_accepted', 'contact_wrote'] as const
export type ContactNotice = (typeof contactNotices)[number]

/** Whether somebody was told this of another teacher and has not read it yet. */
export async function isToldOfContact(db: DbOrTx, userId: string, contactId: string, kind: ContactNotice) {
  const [row] = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(eq(notices.userId, userId), eq(notices.contactId, contactId), eq(notices.kind, kind), isNull(notices.readAt)),
    )
    .limit(1)
  return row !== undefined
}

/** Whoever has seen what another teacher wants has read what the bell said of it. Gives how many that were. */
export async function updateNoticesReadOfContact(
  db: DbOrTx,
  userId: string,
  contactId: string,
  { kinds, at }: { kinds: ContactNotice[]; at: Date },
): Promise<number> {
  const rows = await db
    .update(notices)
    .set({ readAt: at })
    .where(
      and(
        eq(notices.userId, userId),
        eq(notices.contactId, contactId),
        inArray(notices.kind, kinds),
        isNull(notices.readAt),
      ),
    )
    .returning({ id: notices.id })
  return rows.length
}
