import { useSayToContact } from '#client/data/contacts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import styles from './contacts.module.css'
import { useMessageDraft } from './message-draft.ts'

interface WriteProps {
  conversationId: string
  mayWrite: boolean
  onSent?: () => void
}

/** Who is no contact any more still has what they were writing, to copy it or to take it out. */
export function Write({ conversationId, mayWrite, onSent }: WriteProps) {
  const { t } = useMessages()
  const say = useSayToContact(conversationId)
  const { draft, write, sent } = useMessageDraft(conversationId)
  const field = {
    path: 'text',
    label: t(mayWrite ? 'contacts.message' : 'contacts.unsent'),
    ...{ value: draft.text, onChange: write },
    ...{ maxLength: 4000, rows: 3 },
  }
  if (!mayWrite)
    return (
      <div className={styles.said}>
        <p>{t('contacts.cannotWrite')}</p>
        {draft.text !== '' && <TextArea {...field} />}
      </div>
    )
  const done = () => {
    sent(draft.id)
    onSent?.()
  }
  return (
    <div className={styles.said}>
      <OnlineForm
        problems={{ text: draft.text.trim() === '' && t('contacts.messageMissing') }}
        sending={say}
        submitLabel={t('contacts.write')}
        onSubmit={() => runChange(say, draft, { onSuccess: done })}
      >
        <TextArea {...field} />
      </OnlineForm>
    </div>
  )
}
