import { useState } from 'react'
import { useBeginTotp, useConfirmTotp } from '#client/data/authenticators.ts'
import { QrCode } from '#client/invitations/qr-code.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './authenticators.module.css'
import { CodesShown } from './codes-shown.tsx'
import { ProofForm } from './proof-form.tsx'

interface TotpDialogProps {
  onClose: () => void
}

/** The password, then the secret for the app and a code that comes of it, then the recovery codes. */
export function TotpDialog({ onClose }: TotpDialogProps) {
  const { t } = useMessages()
  const begin = useBeginTotp()
  const confirm = useConfirmTotp()
  const codes = confirm.data?.recoveryCodes ?? null
  const done = () => {
    onClose()
    toast(t('authenticators.added'))
  }
  return (
    <Dialog
      title={t(codes ? 'authenticators.codesTitle' : 'authenticators.totpTitle')}
      role={codes ? 'alertdialog' : 'dialog'}
      isOpen
      onOpenChange={onClose}
    >
      {codes ? (
        <CodesShown codes={codes} onDone={done} />
      ) : begin.data ? (
        <Confirm
          begun={begin.data}
          isPending={confirm.isPending}
          error={confirm.error}
          onCode={(code) =>
            confirm.mutate(
              { draft: begin.data.draft, name: t('authenticators.kind_totp'), code },
              { onSuccess: ({ recoveryCodes }) => recoveryCodes ?? done() },
            )
          }
        />
      ) : (
        <ProofForm
          action={t('common.next')}
          isPending={begin.isPending}
          error={begin.error}
          onProof={(proof) => begin.mutate(proof)}
        >
          <p>{t('authenticators.totpLead')}</p>
        </ProofForm>
      )}
    </Dialog>
  )
}

interface ConfirmProps {
  begun: { secret: string; uri: string }
  isPending: boolean
  error: unknown
  onCode: (code: string) => void
}

function Confirm({ begun, isPending, error, onCode }: ConfirmProps) {
  const { t } = useMessages()
  const [code, setCode] = useState('')
  return (
    <Form
      problems={{ code: code.length !== 6 && t('authenticators.short_totp') }}
      error={error}
      onSubmit={() => isPending || onCode(code)}
    >
      <Stack>
        <p>{t('authenticators.totpScan')}</p>
        <div className={styles.qr}>
          <QrCode text={begun.uri} label={t('authenticators.totpQr')} />
        </div>
        <p>
          {t('authenticators.totpType')}{' '}
          <code className={styles.secret}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        {error !== null && <ErrorState error={error} />}
        <TextField
          path="code"
          label={t('authenticators.label_totp')}
          description={t('authenticators.totpCodeHelp')}
          value={code}
          onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 6))}
          autoComplete="one-time-code"
          inputMode="numeric"
          isCode
          autoFocus
        />
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={isPending}>
            {t('authenticators.totpConfirm')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Form>
  )
}
