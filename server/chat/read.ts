import { countReplies, listHeld } from '#db/queries/chat-held.ts'
import {
  findMessage,
  findSequenceAt,
  listMessages,
  type MessagePage,
  type MessageRow,
} from '#db/queries/chat-messages.ts'
import { findSchool } from '#db/queries/schools.ts'
import { type ChannelGrantFacts, requireChannel } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireMessage } from './changes.ts'
import type { MessagesAsked } from './input.ts'
import { reachOf } from './reach.ts'
import { lookerOf, messageView } from './views.ts'

interface Page {
  rows: MessageRow[]
  hasBefore: boolean
  hasAfter: boolean
}

/** Messages of a channel in order: the last ones, or those before, after or around a place in it. */
export async function readMessages(ctx: Ctx, channelId: string, asked: MessagesAsked) {
  const channel = await requireChannel(ctx, channelId, 'read')
  if (asked.thread !== undefined && asked.thread !== 'top') await requireThread(ctx, channelId, asked.thread)
  await noteAsked(ctx, channel)
  const upTo = await reachOf(ctx, channel)
  const { rows, hasBefore, hasAfter } = await findPage(ctx, channel, asked, upTo)
  return { messages: viewsOf(ctx, channel, await withReplies(ctx, rows, upTo)), hasBefore, hasAfter }
}

/** A pupil's own thread is read by their teachers and nobody else. */
async function noteAsked(ctx: Ctx, { kind, channelId, projectId, pupilId }: ChannelGrantFacts): Promise<void> {
  if (kind !== 'ask') return
  await noteOpening(ctx, { action: 'questions.opened', targetId: channelId, projectId, ...aboutAll([pupilId]) })
}

/** Replies that have not reached the reader yet are not counted for them either. */
async function withReplies(ctx: Ctx, rows: MessageRow[], upTo: number | null): Promise<MessageRow[]> {
  if (upTo === null) return rows
  const tops = rows.filter((row) => row.threadCount > 0).map((row) => row.id)
  const replies = await countReplies(ctx.db, tops, upTo)
  return rows.map((row) => {
    const known = replies.get(row.id)
    return { ...row, threadCount: known?.count ?? 0, lastReplyAt: known?.lastAt ?? null }
  })
}

/** What waits in a channel for the end of quiet hours: one's own, and for teachers all of it. */
export async function readHeld(ctx: Ctx, channelId: string) {
  const channel = await requireChannel(ctx, channelId, 'read')
  const rows = await listHeld(ctx.db, channelId, isTeacherRole(channel.role) ? null : channel.user.id)
  const others = rows.filter(({ authorId }) => authorId !== channel.user.id).map(({ authorId }) => authorId)
  const { projectId } = channel
  if (others.length > 0)
    await noteOpening(ctx, { action: 'channel.held_opened', targetId: channelId, projectId, ...aboutAll(others) })
  return { messages: viewsOf(ctx, channel, rows) }
}

/** One message: what is answered somewhere, or the top of a thread. */
export async function readMessage(ctx: Ctx, messageId: string) {
  const { row, channel } = await requireMessage(ctx, messageId, 'read')
  const [message] = viewsOf(ctx, channel, await withReplies(ctx, [row], await reachOf(ctx, channel)))
  if (!message) throw notFound()
  return { message }
}

/** Messages as whoever asks sees them. */
export const viewsOf = (ctx: Ctx, channel: ChannelGrantFacts, rows: MessageRow[]) =>
  rows.map((row) => messageView(row, lookerOf(channel), ctx.now()))

async function requireThread(ctx: Ctx, channelId: string, messageId: string) {
  const top = await findMessage(ctx.db, messageId)
  if (top?.channelId !== channelId) throw notFound()
}

async function findPage(
  ctx: Ctx,
  channel: ChannelGrantFacts,
  asked: MessagesAsked,
  upTo: number | null,
): Promise<Page> {
  const { channelId } = channel
  const { limit, before, after } = asked
  const page = { channelId, thread: asked.thread, isPinned: asked.pinned === 'true', upTo }
  if (after !== undefined) return pageAfter(ctx, { ...page, after }, limit)
  const middle = asked.date === undefined ? asked.around : await sequenceOfDay(ctx, channel, asked.date)
  if (middle === undefined || middle === null) return pageBefore(ctx, { ...page, before }, limit)
  const older = await pageBefore(ctx, { ...page, before: middle }, Math.max(1, Math.floor(limit / 2)))
  const newer = await pageAfter(ctx, { ...page, after: middle - 1 }, Math.max(1, Math.ceil(limit / 2)))
  return { rows: [...older.rows, ...newer.rows], hasBefore: older.hasBefore, hasAfter: newer.hasAfter }
}

type Place = Omit<MessagePage, 'limit'>

/** One more than asked for tells whether there is more on that side; on the other there is what one came from. */
async function pageBefore(ctx: Ctx, place: Place, limit: number): Promise<Page> {
  const rows = await listMessages(ctx.db, { ...place, limit: limit + 1 })
  return { rows: rows.slice(-limit), hasBefore: rows.length > limit, hasAfter: place.before !== undefined }
}

async function pageAfter(ctx: Ctx, place: Place, limit: number): Promise<Page> {
  const rows = await listMessages(ctx.db, { ...place, limit: limit + 1 })
  return { rows: rows.slice(0, limit), hasBefore: (place.after ?? 0) > 0, hasAfter: rows.length > limit }
}

/** A day begins where the reader's school is. */
async function sequenceOfDay(ctx: Ctx, channel: ChannelGrantFacts, day: string) {
  const school = await findSchool(ctx.db, channel.schoolId)
  return findSequenceAt(ctx.db, channel.channelId, day, school?.timeZone ?? 'UTC')
}
