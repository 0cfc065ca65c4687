import { useState } from 'react'
import { makePasskey } from '#client/auth/passkeys.ts'
import { beginPasskey, confirmPasskey, type Proof, useMakePasskey } from '#client/data/authenticators.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { CodesShown } from './codes-shown.tsx'
import { ProofForm } from './proof-form.tsx'

interface PasskeyDialogProps {
  onClose: () => void
}

/** A name for it and the password, then the browser's own window, then the recovery codes where it is the first. */
export function PasskeyDialog({ onClose }: PasskeyDialogProps) {
  const { t } = useMessages()
  const [name, setName] = useState('')
  const make = useMakePasskey(async (proof: Proof) => {
    const { options, draft } = await beginPasskey(proof)
    const response = await makePasskey(options)
    return response && confirmPasskey({ draft, response, name: name.trim() || t('authenticators.kind_passkey') })
  })
  const codes = make.data?.recoveryCodes ?? null
  const done = () => {
    onClose()
    toast(t('authenticators.added'))
  }
  const onProof = (proof: Proof) =>
    make.mutate(proof, { onSuccess: (made) => made !== null && made.recoveryCodes === null && done() })
  return (
    <Dialog
      title={t(codes ? 'authenticators.codesTitle' : 'authenticators.passkeyTitle')}
      role={codes ? 'alertdialog' : 'dialog'}
      isOpen
      onOpenChange={onClose}
    >
      {codes ? (
        <CodesShown codes={codes} onDone={done} />
      ) : (
        <ProofForm
          action={t('authenticators.passkeyMake')}
          isPending={make.isPending}
          error={make.error}
          onProof={onProof}
        >
          <p>{t('authenticators.passkeyLead')}</p>
          {make.data === null && (
            <Notice role="status" title={t('authenticators.givenUp')}>
              {t('authenticators.givenUpMake')}
            </Notice>
          )}
          <TextField
            path="name"
            label={t('authenticators.passkeyName')}
            description={t('authenticators.passkeyNameHelp')}
            maxLength={60}
            value={name}
            onChange={setName}
          />
        </ProofForm>
      )}
    </Dialog>
  )
}
