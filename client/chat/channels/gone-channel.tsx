import { Copy } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useOutgoing } from '../outbox/chat-sender.ts'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './channel.module.css'
import { chatAddress } from '../places.ts'
import { plainText } from '../messages/text-parts.ts'
import { useDraft } from '../outbox/use-draft.ts'

/** A channel that is unknown, or no longer this person's: what they had not sent is still theirs. */
export function GoneChannel({ channelId }: { channelId: string }) {
  const { t } = useMessages()
  const { projectId, sender, labelOf } = useChatSpace()
  const { draft } = useDraft(channelId)
  const unsent = useOutgoing(sender, channelId).map(({ text }) => plainText(text, labelOf))
  const words = [...unsent, draft.text].filter((text) => text !== '').join('\n\n')
  return (
    <div className={styles.gone}>
      <Notice
        tone="warn"
        role="alert"
        title={t('chat.goneTitle')}
        action={
          words !== '' && (
            <Button
              icon={Copy}
              onPress={() => void copyText(words, t('chat.message')).then(() => toast(t('chat.copied')))}
            >
              {t('chat.copyUnsent')}
            </Button>
          )
        }
      >
        <p>{t('chat.goneText')}</p>
        <TextLink href={chatAddress(projectId)}>{t('chat.allChannels')}</TextLink>
      </Notice>
    </div>
  )
}
