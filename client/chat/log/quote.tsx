import { useQuery } from '@tanstack/react-query'
import { CornerUpLeft } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { messageLine } from './attachment-words.ts'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './message.module.css'
import type { Message } from '../messages/queries.ts'
import { messageQuery } from '../messages/queries.ts'

/** What is answered, in a line; pressed, the way there. */
export function Quote({ messageId, onJump }: { messageId: string; onJump: (message: Message) => void }) {
  const { t } = useMessages()
  const { nameOf, labelOf } = useChatSpace()
  const { data } = useQuery(messageQuery(messageId))
  const message = data?.message
  if (message === undefined) return <p className={styles.quote}>{t('chat.answered')}</p>
  const words = message.deletedAt === null ? messageLine(message, t, labelOf) : t('chat.removed')
  return (
    <button type="button" className={styles.quote} onClick={() => onJump(message)}>
      <Icon of={CornerUpLeft} size="s" />
      <span className="visually-hidden">{t('chat.answers')}</span>
      <b>
        <bdi>{nameOf(message.authorId)}</bdi>
      </b>
      <bdi className={styles.quoted} title={words}>
        {words}
      </bdi>
    </button>
  )
}
