import { useState } from 'react'
import { type MarkedPassage, useRemovePassage } from '#client/data/removals.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './removals.module.css'

interface RemoveDialogProps {
  documentId: string
  passage: MarkedPassage
  onClose: () => void
}

/** What will happen, to what, and why: nobody brings it back into the page. */
export function RemoveDialog({ documentId, passage, onClose }: RemoveDialogProps) {
  const { t } = useMessages()
  const remove = useRemovePassage(documentId)
  const [reason, setReason] = useState('')
  const { from, to, words } = passage
  const send = () =>
    remove.mutate(
      { from, to, reason: reason.trim() || null },
      {
        onSuccess: () => {
          onClose()
          toast(t('removals.done'))
        },
      },
    )
  return (
    <Dialog title={t('removals.title')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <OnlineForm sending={remove} submitLabel={t('removals.remove')} isDanger onSubmit={send}>
        <blockquote className={styles.words} dir="auto">
          {words === '' ? t('removals.wordless') : words}
        </blockquote>
        <p>{t('removals.whatHappens')}</p>
        <TextField
          path="reason"
          label={t('removals.reason')}
          note={t('common.optional')}
          description={t('removals.reasonHelp')}
          value={reason}
          onChange={setReason}
          maxLength={200}
        />
      </OnlineForm>
    </Dialog>
  )
}
