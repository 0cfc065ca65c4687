import { useState } from 'react'
import { type StandingView, useSendBack } from '#client/data/evaluations.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

/** Before anybody reads it: back to who applied, with what is missing and until when. */
export function SendBack({ row: { applicationId, title, applicant } }: { row: StandingView }) {
  const { t } = useMessages()
  const name = [title, applicant].filter(Boolean).join(', ')
  const label = t('evaluations.sendBack')
  return (
    <Dialog title={name} isForWriting trigger={<Button aria-label={`${label}: ${name}`}>{label}</Button>}>
      {(close) => <SendBackForm applicationId={applicationId} onDone={close} submitLabel={t('evaluations.sendBack')} />}
    </Dialog>
  )
}

interface FormProps {
  applicationId: string
  submitLabel: string
  onDone: () => void
}

const isMoment = (field: string) => !Number.isNaN(new Date(field).getTime())

function SendBackForm({ applicationId, submitLabel, onDone }: FormProps) {
  const { t } = useMessages()
  const sendBack = useSendBack(applicationId)
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const send = () =>
    sendBack.mutate(
      { reason, until: new Date(until).toISOString() },
      {
        onSuccess: () => {
          toast(t('evaluations.sentBack'))
          onDone()
        },
      },
    )
  return (
    <OnlineForm
      sending={sendBack}
      submitLabel={submitLabel}
      hasWords={reason !== ''}
      problems={{
        reason: reason.trim() === '' && t('auth.fillIn'),
        until: !isMoment(until) && t('auth.fillIn'),
      }}
      onSubmit={send}
    >
      <p>{t('evaluations.sendBackHelp')}</p>
      <TextArea
        path="reason"
        label={t('evaluations.sendBackReason')}
        rows={4}
        maxLength={4000}
        value={reason}
        onChange={setReason}
      />
      <TextField
        path="until"
        type="datetime-local"
        label={t('evaluations.sendBackUntil')}
        description={t('evaluations.sendBackClock')}
        value={until}
        onChange={setUntil}
      />
    </OnlineForm>
  )
}
