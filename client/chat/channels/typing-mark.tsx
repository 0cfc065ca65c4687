import { PenLine } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import styles from '../log/log.module.css'
import { useTypists } from '../log/use-typing.ts'

/** One quiet mark: that somebody is writing. Not announced, and it hurries nobody. */
export function TypingMark({ channelId, isShown }: { channelId: string; isShown: boolean }) {
  const { t } = useMessages()
  const { connection, selfId, nameOf } = useChatSpace()
  const ids = useTypists(connection, channelId, selfId)
  const first = isShown ? ids[0] : undefined
  return (
    <p className={styles.typing} data-shown={first !== undefined}>
      {first !== undefined && (
        <>
          <Icon of={PenLine} size="s" />
          {ids.length === 1 ? t('chat.oneTypes', { name: nameOf(first) }) : t('chat.someType')}
        </>
      )}
    </p>
  )
}
