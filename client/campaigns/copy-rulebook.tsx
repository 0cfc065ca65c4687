import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCopyRulebook } from '#client/data/campaigns.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'

/** Begins rules with what others say, and goes to them. */
export function CopyRulebook({ officeId, id, name: title }: { officeId: string; id: string; name: string }) {
  const { t } = useMessages()
  const name = t('campaigns.copyOf', { title })
  return (
    <Dialog title={name} isForWriting trigger={<Button aria-label={name}>{t('campaigns.copy')}</Button>}>
      {(close) => <CopyForm officeId={officeId} basedOn={id} onDone={close} />}
    </Dialog>
  )
}

function CopyForm({ officeId, basedOn, onDone }: { officeId: string; basedOn: string; onDone: () => void }) {
  const { t } = useMessages()
  const copy = useCopyRulebook(officeId)
  const navigate = useNavigate()
  const [version, setVersion] = useState('')
  return (
    <OnlineForm
      sending={copy}
      submitLabel={t('campaigns.copy')}
      problems={{ version: version.trim() === '' && t('auth.fillIn') }}
      onSubmit={() =>
        copy.mutate(
          { basedOn, version },
          {
            onSuccess: ({ rulebook }) => {
              onDone()
              void navigate({
                to: '/office/$officeId/rulebooks/$rulebookId',
                params: { officeId, rulebookId: rulebook.id },
              })
            },
          },
        )
      }
    >
      <TextField
        path="version"
        label={t('campaigns.copyVersion')}
        maxLength={40}
        value={version}
        onChange={setVersion}
      />
    </OnlineForm>
  )
}
