import { listChannelPeople } from '#db/queries/chat-channels.ts'
import {
  countParticipants,
  findPoll,
  listOwnChoices,
  listPollOptions,
  lockPoll,
  replaceChoices,
  updatePollClosed,
} from '#db/queries/forum.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { type ChannelGrantFacts, requireWriting } from '#server/access/grants.ts'
import { auditMessage, requireMessage } from '../changes.ts'
import { requireOpen } from '../channels.ts'
import { tellOfTopic } from '../tell.ts'
import { type Ctx, requireUser } from '#server/kit/context.ts'
import { AppError, notFound } from '#server/kit/errors.ts'

/*
 * Polls are secret: while one is open nobody sees counts, only how many took part; at its close the server counts, keeps
 * the counts and throws away who chose what. Of fewer than three it keeps no counts: each would know the others' choice.
 */

const mayClose = (channel: ChannelGrantFacts, row: MessageRow) =>
  channel.grant === 'write' && (channel.canModerate || row.authorId === channel.user.id)

/** The poll of a topic for whoever asks, or null. */
export async function viewPoll(ctx: Ctx, channel: ChannelGrantFacts, row: MessageRow) {
  const poll = row.deletedAt === null ? await findPoll(ctx.db, { messageId: row.id }) : null
  if (!poll) return null
  const isOpen = poll.closedAt === null
  return {
    id: poll.id,
    isMultiple: poll.isMultiple,
    closedAt: poll.closedAt?.toISOString() ?? null,
    participants: poll.participants ?? (await countParticipants(ctx.db, poll.id)),
    options: await listPollOptions(ctx.db, poll.id),
    chosen: isOpen ? await listOwnChoices(ctx.db, poll.id, channel.user.id) : [],
    can: {
      choose: isOpen && channel.grant === 'write' && row.sequence !== null,
      close: isOpen && mayClose(channel, row),
    },
  }
}

/** A poll whose topic whoever asks may read. */
async function requirePoll(ctx: Ctx, pollId: string) {
  const poll = await findPoll(ctx.db, { pollId })
  if (!poll) throw notFound()
  const { row, channel } = await requireMessage(ctx, poll.messageId, 'read')
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
  return { poll, row, channel }
}

const closed = () => new AppError('conflict', 'poll_closed')

/** Chooses in a poll; what was chosen before is forgotten. Nothing at all takes it back. */
export async function choose(ctx: Ctx, pollId: string, optionIds: string[]) {
  requireUser(ctx)
  const { poll, row, channel } = await requirePoll(ctx, pollId)
  requireWriting(channel)
  const people = await listChannelPeople(ctx.db, channel.projectId)
  requireOpen(ctx, channel, people)
  if (row.sequence === null) throw new AppError('conflict', 'message_waits')
  const chosen = [...new Set(optionIds)]
  if (chosen.length > 1 && !poll.isMultiple) throw new AppError('invalid', 'poll_one_choice')
  const known = new Set((await listPollOptions(ctx.db, pollId)).map((option) => option.id))
  if (chosen.some((id) => !known.has(id))) throw notFound()
  await ctx.db.transaction(async (tx) => {
    const held = await lockPoll(tx, pollId)
    if (!held || held.closedAt !== null) throw closed()
    await replaceChoices(tx, pollId, channel.user.id, chosen)
  })
  await tellOfTopic(ctx, channel, row, people)
  return { poll: await viewPoll(ctx, channel, row) }
}

/** Who asked, or a teacher, ends a poll: it is counted, once and for good. */
export async function closePoll(ctx: Ctx, pollId: string) {
  const { row, channel } = await requirePoll(ctx, pollId)
  if (!mayClose(channel, row)) throw new AppError('forbidden')
  await ctx.db.transaction(async (tx) => {
    const held = await lockPoll(tx, pollId)
    if (!held || held.closedAt !== null) throw closed()
    await updatePollClosed(tx, pollId, ctx.now())
    if (row.authorId !== channel.user.id) await auditMessage(ctx, tx, channel, { action: 'poll.closed', row })
  })
  await tellOfTopic(ctx, channel, row, await listChannelPeople(ctx.db, channel.projectId))
  return { poll: await viewPoll(ctx, channel, row) }
}
