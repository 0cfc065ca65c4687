import type { Tx } from '#db/client.ts'
import { lockPair, updateNoticesReadOfContact } from '#db/queries/contacts.ts'
import {
  type AdultMessageRow,
  type ConversationRow,
  findAdultMessage,
  insertAdultMessage,
  listAdultMessages,
  listConversationsWith,
  lockConversation,
  updateAdultMessageDeleted,
  updateConversation,
} from '#db/queries/conversations.ts'
import { readablePerson, requireConversation } from '../access/contacts.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { noteContact } from '../notices/contacts.ts'
import { ringEverywhere } from '../notices/ring.ts'
import type { MessageDraft, MessagesAsked } from './input.ts'

/* What two teachers write to each other. No pupil has such a conversation, and nobody else reads one but what was reported of it. */

const viewMessage = ({ id, number, authorId, text, at, deletedAt }: AdultMessageRow, userId: string) => ({
  ...{ id, number, text, at: at.toISOString() },
  isMine: authorId === userId,
  isDeleted: deletedAt !== null,
})

/** A page of it, the latest first. */
export async function showConversation(ctx: Ctx, conversationId: string, { before, limit }: MessagesAsked) {
  const { user, conversation, other, standing, mayWrite } = await requireConversation(ctx, conversationId)
  const rows = await listAdultMessages(ctx.db, conversationId, before ?? null, limit + 1)
  const page = rows.slice(0, limit)
  const { id, name, school } = other ? readablePerson(other, standing) : { id: null, name: null, school: null }
  return {
    // Somebody who has left is nobody any more.
    conversation: { id: conversation.id, other: { id, name, school, standing }, mayWrite },
    messages: page.map((row) => viewMessage(row, user.id)),
    nextBefore: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
  }
}

type Grant = Awaited<ReturnType<typeof requireConversation>>

/** Holds the conversation, does the work, and rings for those whom it gives. */
async function inConversation<Result>(
  ctx: Ctx,
  conversationId: string,
  work: (tx: Tx, grant: Grant) => Promise<{ result: Result; rings: string[] }>,
): Promise<Result> {
  const { result, rings } = await ctx.db.transaction(async (tx) => {
    const { user, otherId } = await requireConversation(ctx, conversationId, { db: tx })
    // Before the conversation, as whoever says yes or blocks does: nothing is said once they have blocked.
    if (otherId !== null) await lockPair(tx, user.id, otherId)
    const held = await lockConversation(tx, conversationId)
    return work(tx, await requireConversation(ctx, conversationId, { held, db: tx }))
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return result
}

const readBy = ({ lowId }: ConversationRow, userId: string, number: number) =>
  lowId === userId ? { lowRead: number } : { highRead: number }

/** Of somebody who is kept away nothing waits. */
export async function readAll(tx: Tx, userId: string, otherId: string): Promise<void> {
  for (const { id } of await listConversationsWith(tx, userId, [otherId])) {
    const conversation = await lockConversation(tx, id)
    const [last] = await listAdultMessages(tx, id, null, 1)
    if (conversation && last) await updateConversation(tx, id, readBy(conversation, userId, last.number))
  }
}

/** Says something. What is sent again, since no answer came, is there once; the same id with other words is refused. */
export const say = (ctx: Ctx, conversationId: string, { id, text }: MessageDraft) =>
  inConversation(ctx, conversationId, async (tx, { user, conversation, otherId, mayWrite }) => {
    const before = await findAdultMessage(tx, id)
    if (before) {
      if (before.conversationId !== conversationId || before.authorId !== user.id)
        throw new AppError('conflict', 'message_id_taken')
      if (before.deletedAt === null && before.text !== text) throw new AppError('conflict', 'sent_otherwise')
      return { result: { message: viewMessage(before, user.id) }, rings: [] }
    }
    if (!mayWrite || otherId === null) throw new AppError('conflict', 'not_contacts')
    const at = ctx.now()
    const row = await insertAdultMessage(tx, { id, conversationId, authorId: user.id, text, at })
    await updateConversation(tx, conversationId, { lastAt: at, ...readBy(conversation, user.id, row.number) })
    const rings = await noteContact(tx, { userId: otherId, contactId: user.id, kind: 'contact_wrote', at })
    return { result: { message: viewMessage(row, user.id) }, rings }
  })

/** Takes back what one has said oneself: a mark stays, and what was reported of it stays with the office. */
export const takeBack = (ctx: Ctx, conversationId: string, messageId: string) =>
  inConversation(ctx, conversationId, async (tx, { user, otherId }) => {
    const row = await findAdultMessage(tx, messageId)
    if (!row || row.conversationId !== conversationId) throw notFound()
    if (row.authorId !== user.id) throw new AppError('forbidden')
    if (row.deletedAt === null) await updateAdultMessageDeleted(tx, messageId, ctx.now())
    return { result: undefined, rings: otherId === null ? [] : [otherId] }
  })

/** Notes how far I have read; what I have read is not unread again. */
export const readUntil = (ctx: Ctx, conversationId: string, number: number) =>
  inConversation(ctx, conversationId, async (tx, { user, conversation, otherId }) => {
    const [last] = await listAdultMessages(tx, conversationId, null, 1)
    const read = conversation.lowId === user.id ? conversation.lowRead : conversation.highRead
    const reached = Math.min(number, last?.number ?? 0)
    if (reached > read) await updateConversation(tx, conversationId, readBy(conversation, user.id, reached))
    // What came since is still to be rung for.
    if (otherId === null || reached < (last?.number ?? 0)) return { result: undefined, rings: [] }
    const kinds = ['contact_wrote', 'contact_accepted'] as const
    const seen = await updateNoticesReadOfContact(tx, user.id, otherId, { kinds: [...kinds], at: ctx.now() })
    return { result: undefined, rings: seen > 0 ? [user.id] : [] }
  })
