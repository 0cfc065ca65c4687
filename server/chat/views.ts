import { listMentions, listReactions, type Mentioned, type MessageRow } from '#db/queries/chat-messages.ts'
import type { DbOrTx } from '#db/client.ts'
import type { ChannelGrantFacts } from '../access/grants.ts'

/** As long as one may put right what one wrote. */
export const editableMs = 10 * 60 * 1000

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

export interface Extras {
  reactions: { reaction: string; userIds: string[] }[]
  mentions: Mentioned[]
}

/** Ids and no names: each reader looks up who they are, as they may be named to that reader. */
export function messageView(row: MessageRow, extras: Extras, looker: Looker, now: Date) {
  const isOwn = row.authorId === looker.userId
  const isThere = row.deletedAt === null
  return {
    id: row.id,
    channelId: row.channelId,
    /** Null while it waits to be delivered. */
    sequence: row.sequence,
    authorId: row.authorId,
    at: row.at.toISOString(),
    text: row.text,
    language: row.language,
    replyTo: row.replyTo,
    threadId: row.threadId,
    threadCount: row.replyCount,
    lastReplyAt: row.lastReplyAt?.toISOString() ?? null,
    attachments: [],
    mentions: extras.mentions,
    reactions: isThere ? extras.reactions : [],
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    deletedBy: row.deletedBy,
    pinnedAt: row.pinnedAt?.toISOString() ?? null,
    deliverAt: row.deliverAt?.toISOString() ?? null,
    can: {
      edit: isThere && isOwn && looker.canWrite && now.getTime() < row.at.getTime() + editableMs,
      remove: isThere && looker.canWrite && (isOwn || looker.canModerate),
      pin: isThere && looker.canModerate && row.sequence !== null,
      react: isThere && looker.canWrite && row.sequence !== null,
      readEdits: looker.canModerate && (row.editedAt !== null || !isThere),
    },
  }
}

export const noExtras: Extras = { reactions: [], mentions: [] }

/** Reactions and mentions of these messages, by id. */
export async function extrasOf(db: DbOrTx, messageIds: string[]): Promise<Map<string, Extras>> {
  const extras = new Map<string, Extras>(messageIds.map((id) => [id, { reactions: [], mentions: [] }]))
  for (const { messageId, userId, reaction } of await listReactions(db, messageIds)) {
    const kinds = extras.get(messageId)?.reactions ?? []
    const known = kinds.find((one) => one.reaction === reaction)
    if (known) known.userIds.push(userId)
    else kinds.push({ reaction, userIds: [userId] })
  }
  for (const { messageId, kind, id } of await listMentions(db, messageIds))
    extras.get(messageId)?.mentions.push({ kind, id })
  return extras
}
