import type { DbOrTx } from '#db/client.ts'
import type { ChannelPerson } from '#db/queries/chat-channels.ts'
import type { Mentioned, MessageRow } from '#db/queries/chat-messages.ts'
import { listFollowers } from '#db/queries/forum.ts'
import { listAuthors, type NewNotice } from '#db/queries/notices.ts'
import type { noticeKinds } from '#db/schema/values.ts'
import { grantForChannel } from '../access/grants.ts'
import type { Channel } from './tell.ts'

interface Said {
  row: Pick<MessageRow, 'id' | 'channelId' | 'authorId' | 'replyTo' | 'threadId'>
  mentions: Mentioned[]
  /** When it reaches others. */
  at: Date
}

/**
 * For whom the bell rings because of a message: who is mentioned, who is answered or began the thread, and who follows the
 * topic; each once, and only who may read the channel.
 */
export async function noticesOf(
  db: DbOrTx,
  channel: Channel,
  people: ChannelPerson[],
  { row, mentions, at }: Said,
): Promise<NewNotice[]> {
  const kinds = new Map<string, (typeof noticeKinds)[number]>()
  if (channel.kind === 'forum' && row.threadId !== null)
    for (const userId of await listFollowers(db, row.threadId)) kinds.set(userId, 'topic')
  const answered = [row.replyTo, row.threadId].filter((id) => id !== null)
  for (const userId of await listAuthors(db, answered)) kinds.set(userId, 'reply')
  for (const { kind, id } of mentions) if (kind === 'person') kinds.set(id, 'mention')
  if (row.authorId !== null) kinds.delete(row.authorId)
  return people.flatMap((person) => {
    const kind = kinds.get(person.userId)
    if (!kind || grantForChannel(channel, person, channel.projectState) === 'none') return []
    const { projectId } = channel
    return [
      {
        userId: person.userId,
        projectId,
        kind,
        at,
        actorId: row.authorId,
        channelId: row.channelId,
        messageId: row.id,
      },
    ]
  })
}
