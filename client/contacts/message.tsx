import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type AdultMessage, useTakeBack } from '#client/data/contacts.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { Words } from '#client/ui/words.tsx'
import styles from './contacts.module.css'
import { ReportContact } from './report-contact.tsx'

interface MessageProps {
  conversationId: string
  message: AdultMessage
  /** The other one's. */
  name: string
}

export function Message({ conversationId, message, name }: MessageProps) {
  const { t, locale } = useMessages()
  const { id, at, text, isMine, isDeleted } = message
  const author = isMine ? t('contacts.me') : name
  return (
    <article className={styles.message} data-mine={isMine} data-part={id} aria-labelledby={`message-${id}`}>
      <Row gap="s">
        <strong id={`message-${id}`}>
          <bdi>{author}</bdi>
        </strong>
        <time dateTime={at} className={styles.quiet}>
          {formatMoment(at, locale)}
        </time>
      </Row>
      {isDeleted ? (
        <p tabIndex={-1} className={styles.quiet}>
          {t('contacts.takenBack')}
        </p>
      ) : (
        <Words>{text}</Words>
      )}
      {!isDeleted && (
        <div>
          {isMine ? (
            <TakeBack conversationId={conversationId} messageId={id} when={formatMoment(at, locale)} />
          ) : (
            <ReportContact what={{ conversationId, messageId: id }} whose={`${name}, ${formatMoment(at, locale)}`} />
          )}
        </div>
      )}
    </article>
  )
}

function TakeBack({ conversationId, messageId, when }: { conversationId: string; messageId: string; when: string }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const takeBack = useTakeBack(conversationId)
  const [isAsked, setAsked] = useState(false)
  const run = () => {
    setAsked(false)
    runChange(takeBack, messageId, {
      onSuccess: () => toast(t('contacts.deleted')),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  }
  return (
    <>
      <OnlineButton
        variant="quiet"
        icon={Trash2}
        whom={when}
        isPending={takeBack.isPending}
        onPress={() => setAsked(true)}
      >
        {t('contacts.delete')}
      </OnlineButton>
      {isAsked && (
        <ConfirmDialog
          isOpen
          isDanger
          title={t('contacts.deleteTitle')}
          confirmLabel={t('contacts.delete')}
          onOpenChange={setAsked}
          onConfirm={run}
        >
          <p>{t('contacts.deleteHelp')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
