import type { Tx } from '#db/client.ts'
import { insertFollower, insertTopic, type NewPoll, noTitle } from '#db/queries/forum.ts'
import { reference } from '#server/kit/words.ts'

export interface TopicDraft {
  title: string
  poll: NewPoll | null
}

const longestTitle = 80

/** For whoever begins a topic without saying what it is about: the first words of it. */
function titleFrom(text: string): string {
  const [line = ''] = text.replaceAll(reference, ' ').trim().split('\n')
  const letters = [...line.replaceAll(/\s+/g, ' ').trim()]
  const title = letters.length > longestTitle ? `${letters.slice(0, longestTitle).join('')}…` : letters.join('')
  return title === '' ? noTitle : title
}

interface Written {
  id: string
  authorId: string
  threadId: string | null
  text: string
}

/** What is stored together with a message of a forum: the topic it begins, or that its author follows the one it is in. */
export function besideForumMessage(message: Written, topic: TopicDraft | null): (tx: Tx) => Promise<void> {
  const { id: messageId, authorId, threadId, text } = message
  if (threadId !== null) return (tx) => insertFollower(tx, threadId, authorId)
  return (tx) => insertTopic(tx, { messageId, authorId, ...(topic ?? { title: titleFrom(text), poll: null }) })
}
