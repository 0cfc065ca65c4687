import { Ban, Check, Undo2, UserX, X } from 'lucide-react'
import { useState } from 'react'
import { type ContactDeed, type ContactPerson, useContactDeed } from '#client/data/contacts.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'
import { ReportContact } from './report-contact.tsx'

interface DeedsProps {
  person: Pick<ContactPerson, 'id' | 'standing'> & { words?: string }
  name: string
}

/** What I can do about somebody, by what we are to each other. */
export function ContactDeeds({ person: { id, standing, words = '' }, name }: DeedsProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const change = useContactDeed()
  const [sure, setSure] = useState<'end' | 'block' | null>(null)
  const run = (deed: ContactDeed, said?: string) => {
    setSure(null)
    const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
    runChange(change, { userId: id, deed }, { onSuccess: () => said && toast(said), onError })
  }
  const button = { whom: name, isPending: change.isPending }
  return (
    <Row gap="s">
      {standing === 'asking' && (
        <>
          <OnlineButton {...button} variant="primary" icon={Check} onPress={() => run('ask', t('contacts.accepted'))}>
            {t('contacts.accept')}
          </OnlineButton>
          <OnlineButton {...button} icon={X} onPress={() => run('end', t('contacts.declined'))}>
            {t('contacts.decline')}
          </OnlineButton>
          {words !== '' && <ReportContact what={{ userId: id }} whose={name} />}
        </>
      )}
      {standing === 'asked' && (
        <OnlineButton {...button} icon={Undo2} onPress={() => run('end', t('contacts.askTakenBack'))}>
          {t('contacts.takeBack')}
        </OnlineButton>
      )}
      {standing === 'contact' && (
        <OnlineButton {...button} variant="quiet" icon={UserX} onPress={() => setSure('end')}>
          {t('contacts.end')}
        </OnlineButton>
      )}
      {standing === 'blocked' ? (
        <OnlineButton {...button} icon={Undo2} onPress={() => run('unblock', t('contacts.unblocked'))}>
          {t('contacts.unblock')}
        </OnlineButton>
      ) : (
        <OnlineButton {...button} variant="quiet" icon={Ban} onPress={() => setSure('block')}>
          {t('contacts.block')}
        </OnlineButton>
      )}
      {sure !== null && (
        <ConfirmDialog
          isOpen
          isDanger
          title={t(`contacts.${sure}Title`)}
          confirmLabel={t(`contacts.${sure}`)}
          onOpenChange={(isOpen) => isOpen || setSure(null)}
          onConfirm={() => run(sure, t(`contacts.${sure}Done`))}
        >
          <p>{t(`contacts.${sure}Help`, { name })}</p>
        </ConfirmDialog>
      )}
    </Row>
  )
}
