import { useState } from 'react'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useOpenOffice } from '../data/offices.ts'
import { Invited } from './mandate-forms.tsx'

/** The office of a country, and the link for its director. */
export function OpenOffice() {
  const { t } = useMessages()
  const open = useOpenOffice()
  const countries = useCountryOptions()
  const [name, setName] = useState('')
  const [town, setTown] = useState('')
  const [countryCode, setCountryCode] = useState('')
  const [email, setEmail] = useState('')
  if (open.isSuccess) return <Invited invitation={open.data.invitation} email={email} />
  const missing = (text: string) => text.trim() === '' && t('auth.fillIn')
  return (
    <OnlineForm
      problems={{
        'office.countryCode': missing(countryCode),
        'office.name': missing(name),
        'office.town': missing(town),
        email: missing(email),
      }}
      sending={open}
      submitLabel={t('offices.open')}
      onSubmit={() => open.mutate({ office: { name, town, countryCode }, email: email.trim() })}
    >
      <ComboBox
        path="office.countryCode"
        label={t('auth.country')}
        options={countries}
        value={countryCode || null}
        onChange={setCountryCode}
      />
      <TextField path="office.name" label={t('offices.name')} value={name} onChange={setName} />
      <TextField path="office.town" label={t('auth.town')} value={town} onChange={setTown} />
      <TextField path="email" label={t('offices.directorEmail')} type="email" value={email} onChange={setEmail} />
    </OnlineForm>
  )
}
