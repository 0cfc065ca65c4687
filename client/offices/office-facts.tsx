import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Card } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeOffice } from '../data/offices.ts'
import type { MandatesView } from '../data/offices.ts'

/** How the office is reached, and whether teachers of the country sign up by themselves. */
export function OfficeFacts({ office }: { office: MandatesView['office'] }) {
  const { t } = useMessages()
  const change = useChangeOffice(office.id)
  const [address, setAddress] = useState(office.address)
  const [email, setEmail] = useState(office.email ?? '')
  const [allowsSignUp, setAllowsSignUp] = useState(office.allowsSignUp)
  return (
    <Card title={t('offices.facts')}>
      <OnlineForm
        problems={{}}
        sending={change}
        submitLabel={t('common.save')}
        onSubmit={() =>
          change.mutate(
            { address, email: email.trim() || null, allowsSignUp },
            { onSuccess: () => toast(t('offices.changed')) },
          )
        }
      >
        <TextArea path="address" label={t('offices.address')} value={address} onChange={setAddress} />
        <TextField
          path="email"
          label={t('offices.officeEmail')}
          type="email"
          description={t('offices.officeEmailHelp')}
          value={email}
          onChange={setEmail}
        />
        {office.countryCode !== null && (
          <Switch isSelected={allowsSignUp} onChange={setAllowsSignUp}>
            {t('offices.allowsSignUp')}
          </Switch>
        )}
      </OnlineForm>
    </Card>
  )
}
