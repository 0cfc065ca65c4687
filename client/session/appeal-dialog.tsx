import { useState } from 'react'
import { useAppeal } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { OnlineForm } from './online-form.tsx'

interface AppealDialogProps {
  projectId: string
  ruleId: string
  onClose: () => void
}

/** Asks another teacher to look at a sanction; with words, if one wants. */
export function AppealDialog({ projectId, ruleId, onClose }: AppealDialogProps) {
  const { t } = useMessages()
  const appeal = useAppeal(projectId)
  const [words, setWords] = useState('')
  const send = () => appeal.mutate({ rule: ruleId, words }, { onSuccess: onClose })
  return (
    <Dialog title={t('writing.appeal')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <OnlineForm sending={appeal} submitLabel={t('writing.appealSend')} onSubmit={send}>
        <p>{t('writing.appealHelp')}</p>
        <TextArea
          path="words"
          label={t('writing.appealWords')}
          note={t('common.optional')}
          value={words}
          onChange={setWords}
          maxLength={500}
          rows={3}
        />
      </OnlineForm>
    </Dialog>
  )
}
