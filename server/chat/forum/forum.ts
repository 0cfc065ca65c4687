import { countReplies } from '#db/queries/chat-held.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import {
  deleteFollower,
  findTopic,
  insertFollower,
  listHeldTopics,
  listLastPosts,
  listTopics,
  type TopicRow,
  upsertTopicRead,
} from '#db/queries/forum.ts'
import { updateNoticesReadInChannel } from '#db/queries/notices.ts'
import { type ChannelGrantFacts, requireChannel, requireProject } from '#server/access/grants.ts'
import { isTeacherRole } from '#server/access/rules.ts'
import { requireMessage } from '../changes.ts'
import { postMessage } from '../post.ts'
import { reachOf } from '../reach.ts'
import { viewsOf } from '../read.ts'
import type { Ctx } from '#server/kit/context.ts'
import { notFound } from '#server/kit/errors.ts'
import { ring } from '#server/notices/ring.ts'
import type { NewTopic } from './input.ts'
import { viewPoll } from './polls.ts'

/* The forum of a project: slow exchange between schools that do not share lesson times. A topic is a top message of it. */

/** The forum's channel, for those who read it. */
async function requireForum(ctx: Ctx, projectId: string): Promise<ChannelGrantFacts> {
  await requireProject(ctx, projectId, 'project.read')
  const [forum] = await listChannelIds(ctx.db, projectId, ['forum'])
  if (!forum) throw notFound()
  return requireChannel(ctx, forum.id, 'read')
}

/** A topic that whoever asks may read. */
async function requireTopic(ctx: Ctx, topicId: string) {
  const { row, channel } = await requireMessage(ctx, topicId, 'read')
  const topic = channel.kind === 'forum' ? await findTopic(ctx.db, topicId, channel.user.id) : null
  if (!topic) throw notFound()
  return { row, channel, topic }
}

/** Topics of a project's forum, pinned ones first, then by what was said last. */
export async function showForum(ctx: Ctx, projectId: string, { offset, limit }: { offset: number; limit: number }) {
  const channel = await requireForum(ctx, projectId)
  const { channelId, user } = channel
  const upTo = await reachOf(ctx, channel)
  const found = await listTopics(ctx.db, { channelId, userId: user.id, upTo, offset, limit: limit + 1 })
  const held =
    offset > 0 ? [] : await listHeldTopics(ctx.db, channelId, user.id, isTeacherRole(channel.role) ? null : user.id)
  return {
    channelId,
    held: await topicViews(ctx, held, null),
    topics: await topicViews(ctx, found.slice(0, limit), upTo),
    hasMore: found.length > limit,
    can: { write: channel.grant === 'write', moderate: channel.canModerate },
  }
}

/** As far as they reach the reader: in quiet hours a pupil is told nothing of later posts, not even how many. */
async function topicViews(ctx: Ctx, rows: TopicRow[], upTo: number | null) {
  const ids = rows.map((row) => row.id)
  const last = await listLastPosts(ctx.db, ids, upTo)
  const replies = upTo === null ? null : await countReplies(ctx.db, ids, upTo)
  return rows.map((row) => {
    const known = replies?.get(row.id)
    const replyCount = replies ? (known?.count ?? 0) : row.replyCount
    const lastReplyAt = replies ? (known?.lastAt ?? null) : row.lastReplyAt
    const lastSequence = last.get(row.id) ?? row.sequence ?? 0
    return {
      id: row.id,
      /** Null where it was taken away. */
      title: row.deletedAt === null ? row.title : null,
      authorId: row.authorId,
      at: row.at.toISOString(),
      language: row.language,
      sequence: row.sequence,
      replyCount,
      lastReplyAt: lastReplyAt?.toISOString() ?? null,
      lastSequence,
      /** Null where it was never opened. */
      readSequence: row.readSequence,
      hasNew: lastSequence > (row.readSequence ?? 0),
      isPinned: row.pinnedAt !== null,
      isFollowing: row.followerId !== null,
      hasPoll: row.pollId !== null,
      deliverAt: row.deliverAt?.toISOString() ?? null,
      isPending: row.pendingAt !== null,
      returnedReason: row.returnedReason,
    }
  })
}

/** Begins a topic; the same id again gives the same topic and stores nothing. */
export async function beginTopic(ctx: Ctx, projectId: string, { title, poll, ...draft }: NewTopic) {
  const { channelId } = await requireForum(ctx, projectId)
  const topic = { title, poll: poll ? { isMultiple: poll.isMultiple ?? false, options: poll.options } : null }
  const { message, isNew } = await postMessage(ctx, channelId, draft, topic)
  return { topicId: message.id, message, isNew }
}

/** A topic with its first post and its poll. The posts are the messages of its thread. */
export async function showTopic(ctx: Ctx, topicId: string) {
  const { row, channel, topic } = await requireTopic(ctx, topicId)
  const upTo = await reachOf(ctx, channel)
  const [view] = await topicViews(ctx, [topic], upTo)
  const [message] = viewsOf(ctx, channel, [row])
  if (!view || !message) throw notFound()
  return {
    topic: view,
    message,
    channelId: channel.channelId,
    projectId: channel.projectId,
    poll: await viewPoll(ctx, channel, row),
    can: { write: channel.grant === 'write', moderate: channel.canModerate },
  }
}

/** Whether my bell rings for new posts of a topic. */
export async function followTopic(ctx: Ctx, topicId: string, isFollowing: boolean): Promise<void> {
  const { channel } = await requireTopic(ctx, topicId)
  await (isFollowing ? insertFollower : deleteFollower)(ctx.db, topicId, channel.user.id)
}

/** Notes how far whoever asks has read a topic, and with it what the bell said of it. */
export async function markTopicRead(ctx: Ctx, topicId: string, sequence: number): Promise<void> {
  const { channel } = await requireTopic(ctx, topicId)
  const { channelId, projectId, lastSequence } = channel
  const mark = { userId: channel.user.id, sequence: Math.min(sequence, lastSequence) }
  await upsertTopicRead(ctx.db, { ...mark, messageId: topicId })
  const ofTopic = { ...mark, channelId, threadId: topicId, at: ctx.now() }
  if ((await updateNoticesReadInChannel(ctx.db, ofTopic)) > 0) await ring(ctx, projectId, [mark.userId])
}
