import { useState } from 'react'
import { useAnswerGate } from '#client/data/evaluations.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

/** Before anything is shown: whether one is near to it. */
export function Gate({ evaluationId, title }: { evaluationId: string; title: string }) {
  const { t } = useMessages()
  const open = useAnswerGate(evaluationId)
  return (
    <Card title={t('evaluations.gate')}>
      <Stack>
        <p>{t('evaluations.gateHelp', { title })}</p>
        {open.isError && <ErrorState error={open.error} />}
        <Actions>
          <OnlineButton variant="primary" isPending={open.isPending} onPress={() => open.mutate({ isNear: false })}>
            {t('evaluations.notNear')}
          </OnlineButton>
          <GiveBack evaluationId={evaluationId} />
        </Actions>
      </Stack>
    </Card>
  )
}

/** Whoever sees only later that they are near gives it back then; their marks count for nothing. */
export function GiveBack({ evaluationId }: { evaluationId: string }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('evaluations.near')}
      isForWriting
      trigger={<Button variant="quiet">{t('evaluations.near')}</Button>}
    >
      {(close) => <GiveBackForm evaluationId={evaluationId} onDone={close} />}
    </Dialog>
  )
}

function GiveBackForm({ evaluationId, onDone }: { evaluationId: string; onDone: () => void }) {
  const { t } = useMessages()
  const giveBack = useAnswerGate(evaluationId)
  const [reason, setReason] = useState('')
  const send = () =>
    giveBack.mutate(
      { isNear: true, reason },
      {
        onSuccess: () => {
          toast(t('evaluations.givenBack'))
          onDone()
        },
      },
    )
  return (
    <OnlineForm
      sending={giveBack}
      submitLabel={t('evaluations.giveBack')}
      hasWords={reason !== ''}
      problems={{ reason: reason.trim() === '' && t('auth.fillIn') }}
      onSubmit={send}
    >
      <p>{t('evaluations.nearHelp')}</p>
      <TextArea
        path="reason"
        label={t('evaluations.nearWhy')}
        maxLength={1000}
        rows={3}
        value={reason}
        onChange={setReason}
      />
    </OnlineForm>
  )
}
