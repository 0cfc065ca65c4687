import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { type ChannelPerson, listChannelPeople } from '#db/queries/chat-channels.ts'
import {
  deleteReaction,
  insertEdit,
  insertReaction,
  listEdits,
  replaceMentions,
  updateMessage,
} from '#db/queries/chat-changes.ts'
import { findMessage, lockMessage, type MessageRow } from '#db/queries/chat-messages.ts'
import { emptyTopic, findTopicTitle } from '#db/queries/forum.ts'
import { deleteNoticesOfMessage, insertNotices } from '#db/queries/notices.ts'
import type { reactions } from '#db/schema/values.ts'
import { type ChannelGrantFacts, requireChannel, requireWriting, writingIn } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { tellWhoMay } from '../access/tell.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import { requireOpen } from './channels.ts'
import { isEarlierKept } from './kept.ts'
import { noteMessage } from './findings.ts'
import { noticesOf } from './notices.ts'
import { allowedMentions } from './post.ts'
import { reachOf } from './reach.ts'
import { tellMessage } from './tell.ts'
import { cleanText, mentionedIn } from './text.ts'
import { isEditable, lookerOf, messageView } from './views.ts'
import { indexWords } from '../kit/words.ts'

/**
 * A message that whoever asks may read, with what they may do in its channel. One that waits for the end of quiet hours
 * is its author's and the teachers'; one that came in them is not there yet for pupils.
 */
export async function requireMessage(
  ctx: Ctx,
  messageId: string,
  needs: 'read' | 'moderate',
  db: Ctx['db'] | Tx = ctx.db,
): Promise<{ row: MessageRow; channel: ChannelGrantFacts }> {
  const user = requireUser(ctx)
  const row = await findMessage(db, messageId)
  if (!row) throw notFound()
  const channel = await requireChannel(ctx, row.channelId, 'read', db)
  if (row.authorId !== user.id && !isTeacherRole(channel.role)) {
    const upTo = await reachOf(ctx, channel, db)
    if (row.sequence === null || (upTo !== null && row.sequence > upTo)) throw notFound()
  }
  // Asked after that: whoever may not see a message is not told that it is there.
  return { row, channel: needs === 'read' ? channel : await requireChannel(ctx, row.channelId, needs, db) }
}

interface Held {
  row: MessageRow
  channel: ChannelGrantFacts
  /** Of the project. */
  people: ChannelPerson[]
}

export interface Change {
  needs: 'read' | 'moderate'
  /** May give the ids of those for whom the bell rings by it. */
  work(tx: Tx, held: Held): Promise<string[] | void>
}

/** What is answered of a change: the message, as whoever changed it sees it. */
export const changeMessage = async (ctx: Ctx, messageId: string, asked: Change) => ({
  message: (await changed(ctx, messageId, asked)).message,
})

/** Changes a message while its row is held, then sends what became of it to whoever may read it. */
async function changed(ctx: Ctx, messageId: string, { needs, work }: Change) {
  requireUser(ctx)
  const { row, channel, people, rings, isOnDesk } = await ctx.db.transaction(async (tx) => {
    await lockMessage(tx, messageId)
    const before = await requireMessage(ctx, messageId, needs, tx)
    const people = await listChannelPeople(tx, before.channel.projectId)
    const rings = await work(tx, { ...before, people })
    const after = await findMessage(tx, messageId)
    if (!after) throw notFound()
    const isOnDesk = before.row.pendingAt !== null
    return { row: after, channel: before.channel, people, rings: rings ?? [], isOnDesk }
  })
  await tellMessage(ctx, channel, row, people)
  if (isOnDesk) await tellWhoMay(ctx, { projectId: channel.projectId, may: 'desk.read' }, { topic: 'desk' })
  await ring(ctx, channel.projectId, rings)
  return { message: messageView(row, lookerOf(channel), ctx.now()), row, channel }
}

/** What waits for the end of quiet hours has no place yet to be pinned at, and nobody to be pleased about it. */
function requireDelivered(row: MessageRow): void {
  if (row.sequence === null) throw new AppError('conflict', 'message_waits')
}

function requireThere(row: MessageRow): void {
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
}

/** Puts one's own words right, for ten minutes. What they were stays with the teachers. */
export async function editMessage(ctx: Ctx, messageId: string, given: string) {
  const after = await changed(ctx, messageId, {
    needs: 'read',
    async work(tx, { row, channel, people }) {
      if (row.authorId !== channel.user.id) throw new AppError('forbidden')
      requireWriting(channel)
      requireOpen(ctx, channel, people)
      requireThere(row)
      const now = ctx.now()
      if (!isEditable(row, now)) throw new AppError('conflict', 'message_too_old')
      // What was let out would say something that no teacher has read.
      if (row.pendingAt === null && writingIn(channel, now) === 'approval') throw new AppError('conflict', 'edit_waits')
      const text = cleanText(given, row.attachments.length === 0)
      if (text === row.text) return []
      await insertEdit(tx, { messageId, at: now, editorId: channel.user.id, text: row.text })
      const title = channel.kind === 'forum' ? await findTopicTitle(tx, messageId) : null
      const words = indexWords(channel.number, [title ?? '', text].join(' '))
      await updateMessage(tx, messageId, { text, editedAt: now, returnedReason: null }, words)
      const mentions = await allowedMentions(ctx, tx, channel, people, mentionedIn(text))
      await replaceMentions(tx, messageId, mentions)
      // Somebody who is mentioned only now is told; what waits rings at its delivery.
      if (row.sequence === null) return []
      return insertNotices(tx, await noticesOf(tx, channel, people, { row, mentions, at: now, isEdit: true }))
    },
  })
  await noteMessage(ctx, after.channel, after)
  return { message: after.message }
}

/** Takes a message away: one's own, or as a teacher anybody's. A mark stays for all, what it said and brought for the teachers. */
export function removeMessage(ctx: Ctx, messageId: string) {
  return changeMessage(ctx, messageId, {
    needs: 'read',
    async work(tx, { row, channel }) {
      const isOwn = row.authorId === channel.user.id
      if (!isOwn && !channel.canModerate) throw new AppError('forbidden')
      requireWriting(channel)
      if (row.deletedAt !== null) return
      const now = ctx.now()
      // Of a topic the title goes with the words, and with them to the teachers.
      const title = channel.kind === 'forum' ? await emptyTopic(tx, messageId) : null
      const text = title === null ? row.text : `${title}\n${row.text}`
      await insertEdit(tx, { messageId, at: now, editorId: channel.user.id, text })
      const gone = { text: '', deletedAt: now, deletedBy: channel.user.id, pinnedAt: null, pinnedBy: null }
      await updateMessage(tx, messageId, gone, [])
      await replaceMentions(tx, messageId, [])
      await deleteNoticesOfMessage(tx, messageId)
      if (!isOwn) await auditMessage(ctx, tx, channel, { action: 'message.removed', row })
    },
  })
}

export function auditMessage(
  ctx: Ctx,
  tx: Tx,
  channel: ChannelGrantFacts,
  { action, row }: { action: string; row: Pick<MessageRow, 'id' | 'authorId'> },
) {
  return insertAudit(tx, {
    at: ctx.now(),
    actorId: channel.user.id,
    schoolId: channel.schoolId,
    about: [row.authorId],
    projectId: channel.projectId,
    action,
    targetId: row.id,
    detail: { channel: channel.kind, userId: row.authorId },
  })
}

/** Puts a message where everybody finds it, or takes it from there. */
export function pinMessage(ctx: Ctx, messageId: string, isPinned: boolean) {
  return changeMessage(ctx, messageId, {
    needs: 'moderate',
    async work(tx, { row, channel }) {
      requireThere(row)
      requireDelivered(row)
      if ((row.pinnedAt !== null) === isPinned) return
      const pin = isPinned ? { pinnedAt: ctx.now(), pinnedBy: channel.user.id } : { pinnedAt: null, pinnedBy: null }
      await updateMessage(tx, messageId, pin)
      await auditMessage(ctx, tx, channel, { action: isPinned ? 'message.pinned' : 'message.unpinned', row })
    },
  })
}

type Reaction = (typeof reactions)[number]

export function react(ctx: Ctx, messageId: string, reaction: Reaction, isGiven: boolean) {
  return changeMessage(ctx, messageId, {
    needs: 'read',
    async work(tx, { row, channel, people }) {
      requireWriting(channel)
      requireOpen(ctx, channel, people)
      requireThere(row)
      requireDelivered(row)
      const one = { messageId, userId: channel.user.id, reaction }
      if (isGiven) await insertReaction(tx, { ...one, at: ctx.now() })
      else await deleteReaction(tx, one)
    },
  })
}

/**
 * What a message said and brought before it was changed or taken away, oldest first, as long as that is kept; for the
 * teachers of the project.
 */
export async function readEdits(ctx: Ctx, messageId: string) {
  const { row, channel } = await requireMessage(ctx, messageId, 'moderate')
  const { projectId } = channel
  await noteOpening(ctx, {
    ...{ action: 'message.edits_opened', targetId: messageId, projectId, ...aboutAll([row.authorId]) },
  })
  const edits = await listEdits(ctx.db, messageId)
  const isKept = (until: Date | null) => until !== null && isEarlierKept(until, ctx.now())
  return {
    edits: edits
      .filter(({ at }) => isKept(at))
      .map(({ at, editorId, text }) => ({ at: at.toISOString(), editorId, text })),
    attachments: isKept(row.deletedAt) ? row.attachments : [],
  }
}
