import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { messageLine } from '../log/attachment-words.ts'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './channel.module.css'
import { excerpt } from './excerpt.ts'
import type { Message } from '../messages/queries.ts'

interface MessageHitsProps {
  messages: readonly Message[]
  /** What was looked for, to be marked in the text; empty for none. */
  query: string
  onJump: (message: Message) => void
}

/** Messages out of their place, each a way back to it. */
export function MessageHits({ messages, query, onJump }: MessageHitsProps) {
  const { t, locale } = useMessages()
  const { nameOf, labelOf } = useChatSpace()
  return (
    <ul role="list" className={styles.hits}>
      {messages.map((message) => (
        <li key={message.id}>
          <button type="button" className={styles.hit} onClick={() => onJump(message)}>
            <span className={styles.hitHead}>
              <b>
                <bdi>{nameOf(message.authorId)}</bdi>
              </b>
              <time dateTime={message.at}>{formatMoment(message.at, locale)}</time>
            </span>
            <span dir="auto" className={styles.hitText} lang={message.language ?? undefined}>
              {excerpt(messageLine(message, t, labelOf), query).map(({ text, isFound }, index) =>
                isFound ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
