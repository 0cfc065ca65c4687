import { CloudOff, RotateCw, Trash2, TriangleAlert } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { ApiError } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import attachments from './attachments.module.css'
import { useChatSpace } from '../space/chat-space.ts'
import { MessageText } from './message-text.tsx'
import styles from './message.module.css'
import type { Outgoing } from '../outbox/outgoing.ts'
import { OwnFileView } from './own-file.tsx'
import { useSecondsUntil } from './use-seconds-until.ts'

interface OutgoingRowProps {
  item: Outgoing
  onTakeBack: (item: Outgoing) => void
  /** It was thrown away, and the button with it: the keyboard needs a place. */
  onDiscarded: () => void
}

function Discard({ item, onDiscarded }: Omit<OutgoingRowProps, 'onTakeBack'>) {
  const { t } = useMessages()
  const { sender } = useChatSpace()
  const discard = () => {
    sender.remove(item.id)
    onDiscarded()
  }
  return (
    <Button variant="quiet" icon={Trash2} onPress={discard}>
      {t('chat.discard')}
    </Button>
  )
}

function Refused({ item, onTakeBack, onDiscarded }: OutgoingRowProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const { sender } = useChatSpace()
  if (item.state.kind !== 'refused') return null
  const { reason } = item.state
  return (
    <div className={styles.refusal} role="alert">
      <p>
        <Icon of={TriangleAlert} size="s" /> <b>{t('chat.refused')}</b>{' '}
        {errorText(new ApiError(409, { code: 'conflict', reason })).text}
      </p>
      <div className={styles.refusalActions}>
        <Button icon={RotateCw} onPress={() => sender.retry(item.id)}>
          {t('ui.tryAgain')}
        </Button>
        <Button onPress={() => onTakeBack(item)}>{t('chat.takeBack')}</Button>
        <Discard item={item} onDiscarded={onDiscarded} />
      </div>
    </div>
  )
}

function Sending({ item }: { item: Outgoing }) {
  const { t } = useMessages()
  const count = item.attachments.length
  const done = item.attachments.filter(({ fileId }) => fileId !== null).length
  const words = done < count ? t('chat.uploading', { at: done + 1, count }) : t('ui.sending')
  return <p className={styles.mark}>{words}</p>
}

function Waiting({ item, onDiscarded }: Omit<OutgoingRowProps, 'onTakeBack'>) {
  const { t } = useMessages()
  const { sender } = useChatSpace()
  const seconds = useSecondsUntil(item.state.kind === 'waiting' ? item.state.until : null)
  if (item.state.kind === 'sending') return <Sending item={item} />
  if (item.state.kind === 'refused') return null
  return (
    <div className={styles.waiting}>
      <p className={styles.mark}>
        <Icon of={CloudOff} size="s" />
        {seconds > 0 ? t('chat.waits', { seconds }) : t(sender.isKept() ? 'chat.keptHere' : 'chat.keptInWindow')}
      </p>
      {/* To change it is not offered: it may be there already, and only the answer was lost. */}
      <Discard item={item} onDiscarded={onDiscarded} />
    </div>
  )
}

/** One's own message that the server does not have yet, and what is to become of it. */
export function OutgoingRow(props: OutgoingRowProps) {
  const { item, onDiscarded } = props
  return (
    <article className={styles.row} data-state={item.state.kind} data-outgoing={item.id}>
      <div className={styles.margin} />
      <div className={styles.body}>
        {item.text !== '' && <MessageText text={item.text} language={item.language} />}
        {item.attachments.length > 0 && (
          <div className={attachments.attachments}>
            {item.attachments.map((file) => (
              <OwnFileView key={file.id} file={file} />
            ))}
          </div>
        )}
        <Waiting item={item} onDiscarded={onDiscarded} />
        <Refused {...props} />
      </div>
    </article>
  )
}
