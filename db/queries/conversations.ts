import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { adultMessages, contacts, conversations } from '../schema/contacts.ts'
import { inOrder } from './contacts.ts'

/* What two teachers write to each other. */

export type ConversationRow = typeof conversations.$inferSelect
export type AdultMessageRow = typeof adultMessages.$inferSelect

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

/** What it said is kept for an office alone, until it is forgotten. */
export async function updateAdultMessageDeleted(tx: Tx, messageId: string, deletedAt: Date): Promise<void> {
  const takenText = sql`${adultMessages.text}`
  await tx.update(adultMessages).set({ deletedAt, takenText, text: '' }).where(eq(adultMessages.id, messageId))
}

/** What was taken back before this moment is gone for good: so many at once at most. Gives how many those were. */
export async function forgetTaken(db: DbOrTx, before: Date, limit: number): Promise<number> {
  const isOld = and(isNotNull(adultMessages.takenText), lte(adultMessages.deletedAt, before))
  const old = db.select({ id: adultMessages.id }).from(adultMessages).where(isOld).limit(limit)
  const words = await db
    .update(adultMessages)
    .set({ takenText: null })
    .where(inArray(adultMessages.id, old))
    .returning({ id: adultMessages.id })
  const letters = await db
    .update(contacts)
    .set({ takenWords: '', takenAt: null })
    .where(lte(contacts.takenAt, before))
    .returning({ id: contacts.userId })
  return words.length + letters.length
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
