import { Flag } from 'lucide-react'
import { useState } from 'react'
import { type MessageReason, type Reportable, useReportMessage } from '#client/data/contacts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

const reasons = ['unkind', 'private', 'upsetting', 'contact', 'other'] as const

/** Asks the office of one's country to look at what somebody wrote. */
export function ReportContact({ what, whose }: { what: Reportable; whose: string }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('contacts.reportTitle')}
      size="s"
      trigger={
        <Button variant="quiet" icon={Flag} aria-label={`${t('contacts.report')}: ${whose}`}>
          {t('contacts.report')}
        </Button>
      }
    >
      {(close) => <ReportForm what={what} onSent={close} />}
    </Dialog>
  )
}

function ReportForm({ what, onSent }: { what: Reportable; onSent: () => void }) {
  const { t } = useMessages()
  const report = useReportMessage(what)
  const [reason, setReason] = useState<MessageReason | null>(null)
  const [words, setWords] = useState('')
  const onSuccess = () => {
    toast(t('contacts.reported'))
    onSent()
  }
  return (
    <OnlineForm
      problems={{ reason: reason === null && t('contacts.reasonMissing') }}
      sending={report}
      hasWords={words !== ''}
      submitLabel={t('contacts.reportSend')}
      onSubmit={() => reason !== null && report.mutate({ reason, words }, { onSuccess })}
    >
      <RadioGroup
        path="reason"
        label={t('contacts.reason')}
        options={reasons.map((id) => ({ id, label: t(`contacts.reason_${id}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        label={t('contacts.reportWords')}
        note={t('common.optional')}
        value={words}
        onChange={setWords}
        maxLength={500}
        rows={2}
      />
      <p>{t('contacts.reportReadBy')}</p>
    </OnlineForm>
  )
}
