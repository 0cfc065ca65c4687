import type { DbOrTx } from '#db/client.ts'
import { type ChannelPerson, lockChannel } from '#db/queries/chat-channels.ts'
import { letOut } from '#db/queries/chat-held.ts'
import { findMessage, type MessageRow } from '#db/queries/chat-messages.ts'
import { updateMessage } from '#db/queries/chat-changes.ts'
import { deleteNoticesOfMessage, insertNotices } from '#db/queries/notices.ts'
import { quietOfPerson } from '../clocks/clocks.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { auditMessage, changeMessage } from './changes.ts'
import { noticesOf } from './notices.ts'

/** A decision holds for what the teacher has read: another wording is another message. */
function requirePending(row: MessageRow, readAt: string | null): void {
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
  if (row.pendingAt === null || row.returnedReason !== null) throw new AppError('conflict', 'already_decided')
  if ((row.editedAt?.toISOString() ?? null) !== readAt) throw new AppError('conflict', 'message_rewritten')
}

/** Lets a message out: it is said now, or when its author's quiet hours end. `readAt`: `editedAt` of what was read. */
export function approveMessage(ctx: Ctx, messageId: string, readAt: string | null) {
  return changeMessage(ctx, messageId, {
    needs: 'moderate',
    async work(tx, { row, channel, people }) {
      requirePending(row, readAt)
      await lockChannel(tx, row.channelId)
      const at = ctx.now()
      const deliverAt = await endOfQuiet(ctx, tx, { projectId: channel.projectId, row, people })
      await letOut(tx, row, { at, deliverAt })
      await deleteNoticesOfMessage(tx, messageId)
      await auditMessage(ctx, tx, channel, { action: 'message.approved', row })
      const after = await findMessage(tx, messageId)
      if (after === null || deliverAt !== null) return []
      return insertNotices(tx, await noticesOf(tx, channel, people, { row: after, mentions: row.mentions, at }))
    },
  })
}

/** When the author's school is quiet now: until when. */
async function endOfQuiet(
  ctx: Ctx,
  db: DbOrTx,
  { projectId, row, people }: { projectId: string; row: MessageRow; people: ChannelPerson[] },
): Promise<Date | null> {
  const author = people.find(({ userId }) => userId === row.authorId)
  return author === undefined ? null : ((await quietOfPerson(ctx, author, projectId, db))?.until ?? null)
}

/** Sends it back to its author, who writes it anew or takes it away. */
export function returnMessage(
  ctx: Ctx,
  messageId: string,
  { readAt, reason }: { readAt: string | null; reason: string },
) {
  return changeMessage(ctx, messageId, {
    needs: 'moderate',
    async work(tx, { row, channel }) {
      requirePending(row, readAt)
      await updateMessage(tx, messageId, { returnedReason: reason })
      // Sent back twice, it rings twice.
      await deleteNoticesOfMessage(tx, messageId)
      await auditMessage(ctx, tx, channel, { action: 'message.returned', row })
      if (row.authorId === null) return []
      const { projectId, channelId, user } = channel
      const told = { userId: row.authorId, kind: 'message_returned' as const, actorId: user.id, at: ctx.now() }
      return insertNotices(tx, [{ ...told, projectId, channelId, messageId }])
    },
  })
}
