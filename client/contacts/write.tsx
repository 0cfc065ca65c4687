import { useState } from 'react'
import { useSayToContact } from '#client/data/contacts.ts'
import { newId } from '#client/live/new-id.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import styles from './contacts.module.css'

interface Draft {
  text: string
  /** Sent again as it stands, it is the same message. */
  id: string
}

/** What is being written stays while one looks at something else, until it is sent; never on the disk of a shared computer. */
const drafts = new Map<string, Draft>()
const blank = (): Draft => ({ text: '', id: newId() })

export function Write({ conversationId }: { conversationId: string }) {
  const { t } = useMessages()
  const say = useSayToContact(conversationId)
  const [draft, setDraft] = useState(() => drafts.get(conversationId) ?? blank())
  const keep = (next: Draft) => {
    drafts.set(conversationId, next)
    setDraft(next)
  }
  // What was typed since stays.
  const sent = ({ id }: Draft) => drafts.get(conversationId)?.id === id && keep(blank())
  const send = () => runChange(say, draft, { onSuccess: () => sent(draft) })
  return (
    <div className={styles.said}>
      <OnlineForm
        problems={{ text: draft.text.trim() === '' && t('contacts.messageMissing') }}
        sending={say}
        submitLabel={t('contacts.write')}
        onSubmit={send}
      >
        <TextArea
          path="text"
          label={t('contacts.message')}
          value={draft.text}
          onChange={(text) => keep({ text, id: newId() })}
          maxLength={4000}
          rows={3}
        />
      </OnlineForm>
    </div>
  )
}
