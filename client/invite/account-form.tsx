import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { TimeZoneField } from '#client/quiet/time-zone-field.tsx'
import { NewPasswordField, shortestPassword } from '#client/sign-in/new-password-field.tsx'
import { useCountryOptions } from '#client/sign-in/use-country-options.ts'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ComboBox } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useAcceptInvitation } from './queries.ts'
import type { InvitationLook, NewAccount } from './queries.ts'
import { useArrival } from './use-arrival.ts'

const emptyForm = { displayName: '', email: '', password: '', name: '', town: '', countryCode: '', timeZone: '' }
type Field = keyof typeof emptyForm
const newSchool = 'new'

/** A new teacher: three fields, and their school when the invitation is to a project. */
export function AccountForm({ token, invitation }: { token: string; invitation: InvitationLook }) {
  const { t, locale } = useMessages()
  const fieldError = useFieldError()
  const countries = useCountryOptions()
  const arrive = useArrival()
  const accept = useAcceptInvitation()
  const [form, setForm] = useState(emptyForm)
  const [hasTried, setHasTried] = useState(false)
  const set = (key: Field) => (value: string) => setForm((before) => ({ ...before, [key]: value }))
  const joinable = invitation.project?.schools.filter((school) => school.canJoin) ?? []
  const [schoolId, setSchoolId] = useState<string>(newSchool)
  const needsSchool = invitation.kind === 'project' && schoolId === newSchool
  const needed: Field[] = ['displayName', 'email', ...(needsSchool ? (['name', 'town', 'countryCode'] as const) : [])]
  const zoneOf = (code: string) => countries.find((country) => country.id === code)?.timeZone ?? ''
  const isMissing = (key: Field) => needed.includes(key) && form[key].trim() === ''
  const isWeak = form.password.length < shortestPassword
  const errorOf = (key: Field, path: string) =>
    hasTried && isMissing(key) ? t('invite.fillIn') : fieldError(accept.error, path)
  const submit = () => {
    setHasTried(true)
    if (isWeak || needed.some(isMissing)) return
    const { name, town, countryCode, timeZone } = form
    const account: NewAccount = {
      displayName: form.displayName.trim(),
      email: form.email.trim(),
      password: form.password,
      locale,
      ...(needsSchool ? { school: { name: name.trim(), town: town.trim(), countryCode, timeZone } } : {}),
      ...(schoolId === newSchool ? {} : { school: { id: schoolId } }),
    }
    accept.mutate({ token, account }, { onSuccess: arrive })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="l">
        {accept.isError && <ErrorState error={accept.error} />}
        <Stack>
          <TextField
            label={t('invite.yourName')}
            description={t('invite.yourNameHelp')}
            autoComplete="name"
            value={form.displayName}
            onChange={set('displayName')}
            error={errorOf('displayName', 'account.displayName')}
          />
          <TextField
            label={t('invite.email')}
            type="email"
            autoComplete="username"
            value={form.email}
            onChange={set('email')}
            error={errorOf('email', 'account.email')}
          />
          <NewPasswordField
            value={form.password}
            onChange={set('password')}
            error={hasTried && isWeak ? t('errors.weak_password') : fieldError(accept.error, 'account.password')}
          />
        </Stack>
        {joinable.length > 0 && (
          <RadioGroup
            label={t('invite.yourSchool')}
            options={[
              ...joinable.map(({ id, name }) => ({ id, label: name, description: t('invite.colleague') })),
              { id: newSchool, label: t('invite.otherSchool') },
            ]}
            value={schoolId}
            onChange={setSchoolId}
          />
        )}
        {needsSchool && (
          <Stack>
            {joinable.length === 0 && <h2>{t('invite.yourSchool')}</h2>}
            <TextField
              label={t('invite.schoolName')}
              autoComplete="organization"
              value={form.name}
              onChange={set('name')}
              error={errorOf('name', 'account.school.name')}
            />
            <TextField
              label={t('invite.town')}
              autoComplete="address-level2"
              value={form.town}
              onChange={set('town')}
              error={errorOf('town', 'account.school.town')}
            />
            <ComboBox
              label={t('invite.country')}
              options={countries}
              value={form.countryCode || null}
              onChange={(countryCode) =>
                setForm((before) => ({ ...before, countryCode, timeZone: zoneOf(countryCode) }))
              }
              error={errorOf('countryCode', 'account.school.countryCode')}
            />
            {form.timeZone !== '' && (
              <TimeZoneField
                key={form.countryCode}
                value={form.timeZone}
                onChange={set('timeZone')}
                error={errorOf('timeZone', 'account.school.timeZone')}
              />
            )}
          </Stack>
        )}
        <Actions>
          <OnlineButton type="submit" variant="primary" size="l" isPending={accept.isPending}>
            {t('invite.createAndAccept')}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
  )
}
