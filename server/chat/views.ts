import type { Message } from '#collab/messages.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import type { ChannelGrantFacts } from '../access/grants.ts'
import { isEarlierKept } from './kept.ts'

/** As long as one may put right what one wrote. */
const editableMs = 10 * 60 * 1000

/** Who looks: what they may do with a message follows from it. */
export interface Looker {
  userId: string
  canWrite: boolean
  canModerate: boolean
}

export const lookerOf = (grant: ChannelGrantFacts): Looker => ({
  userId: grant.user.id,
  canWrite: grant.grant === 'write',
  canModerate: grant.canModerate,
})

/** For ten minutes; what waits for a teacher for as long as it waits. */
export const isEditable = ({ at, pendingAt }: MessageRow, now: Date) =>
  pendingAt !== null || now.getTime() < at.getTime() + editableMs

/** Ids and no names: each reader looks up who they are, as they may be named to that reader. */
export function messageView(row: MessageRow, looker: Looker, now: Date): Message {
  const isOwn = row.authorId === looker.userId
  const isThere = row.deletedAt === null
  const changedAt = row.deletedAt ?? row.editedAt
  return {
    id: row.id,
    channelId: row.channelId,
    sequence: row.sequence,
    authorId: row.authorId,
    at: row.at.toISOString(),
    text: row.text,
    language: row.language,
    replyTo: row.replyTo,
    threadId: row.threadId,
    threadCount: row.threadCount,
    lastReplyAt: row.lastReplyAt?.toISOString() ?? null,
    attachments: isThere ? row.attachments : [],
    mentions: row.mentions,
    reactions: isThere ? row.reactions : [],
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    deletedBy: row.deletedBy,
    pinnedAt: row.pinnedAt?.toISOString() ?? null,
    deliverAt: row.deliverAt?.toISOString() ?? null,
    pendingAt: row.pendingAt?.toISOString() ?? null,
    returnedReason: row.returnedReason,
    can: {
      edit: isThere && isOwn && looker.canWrite && isEditable(row, now),
      remove: isThere && looker.canWrite && (isOwn || looker.canModerate),
      pin: isThere && looker.canModerate && row.sequence !== null,
      react: isThere && looker.canWrite && row.sequence !== null,
      readEdits: looker.canModerate && changedAt !== null && isEarlierKept(changedAt, now),
    },
  }
}
