import type { DbOrTx } from '#db/client.ts'
import type { ChannelPerson } from '#db/queries/chat-channels.ts'
import type { Mentioned, MessageRow } from '#db/queries/chat-messages.ts'
import { listFollowers } from '#db/queries/forum.ts'
import { listAuthors, type NewNotice } from '#db/queries/notices.ts'
import type { noticeKinds } from '#db/schema/values.ts'
import { grantForChannel, isAsked } from '../access/grants.ts'
import type { Channel } from './tell.ts'

interface Said {
  row: Pick<MessageRow, 'id' | 'channelId' | 'authorId' | 'replyTo' | 'threadId'>
  mentions: Mentioned[]
  /** When it reaches others. */
  at: Date
  /** It was said before and is put right: only whom it mentions now has not heard of it. */
  isEdit?: boolean
}

type Kinds = Map<string, (typeof noticeKinds)[number]>

/**
 * For whom the bell rings because of a message: who is mentioned, who is answered or began the thread, who follows the
 * topic, and to whom one writes in a pupil's thread; each once, and only who may read the channel.
 */
export async function noticesOf(
  db: DbOrTx,
  channel: Channel,
  people: ChannelPerson[],
  said: Said,
): Promise<NewNotice[]> {
  const { row, mentions, at } = said
  const kinds: Kinds = said.isEdit ? new Map() : await kindsOfNew(db, channel, people, row)
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

async function kindsOfNew(db: DbOrTx, channel: Channel, people: ChannelPerson[], row: Said['row']): Promise<Kinds> {
  const kinds: Kinds = new Map(writtenTo(channel, people, row.authorId).map((userId) => [userId, 'direct']))
  if (channel.kind === 'forum' && row.threadId !== null)
    for (const userId of await listFollowers(db, row.threadId)) kinds.set(userId, 'topic')
  const answered = [row.replyTo, row.threadId].filter((id) => id !== null)
  for (const userId of await listAuthors(db, answered)) kinds.set(userId, 'reply')
  return kinds
}

/** In a pupil's thread: the pupil asks the teachers of their school, and what a teacher says is for the pupil. */
function writtenTo(channel: Channel, people: ChannelPerson[], authorId: string | null): string[] {
  if (channel.pupilId === null) return []
  if (authorId !== channel.pupilId) return [channel.pupilId]
  return people.filter((person) => isAsked(channel, person)).map(({ userId }) => userId)
}
