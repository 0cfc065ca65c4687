import { useState } from 'react'
import { type AwardView, useWithdrawAward } from '#client/data/awards.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

/** What follows, then why: it is not taken back. */
export function WithdrawForm({ award, onDone }: { award: AwardView; onDone: () => void }) {
  const { t } = useMessages()
  const withdraw = useWithdrawAward(award.id)
  const [reason, setReason] = useState('')
  const send = () =>
    withdraw.mutate(
      { reason },
      {
        onSuccess: () => {
          toast(t('awards.done_withdrawn'))
          onDone()
        },
      },
    )
  return (
    <OnlineForm
      sending={withdraw}
      submitLabel={t('awards.withdraw')}
      isDanger
      hasWords={reason !== ''}
      problems={{ reason: reason.trim() === '' && t('auth.fillIn') }}
      onSubmit={send}
    >
      <p>{t('awards.withdrawHelp')}</p>
      <TextArea
        path="reason"
        label={t('awards.reason')}
        description={t('awards.reasonHelp')}
        maxLength={1000}
        rows={3}
        value={reason}
        onChange={setReason}
      />
    </OnlineForm>
  )
}
