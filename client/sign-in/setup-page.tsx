import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useFieldError } from '#client/locales/error-text.ts'
import { localeNames, locales } from '#client/locales/locales.ts'
import type { Locale } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { TimeZoneField } from '#client/quiet/time-zone-field.tsx'
import { usePreferences } from '#client/shell/preferences.tsx'
import { useEnter } from '#client/shell/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ComboBox, Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useFragmentSecret } from './arrival.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { RegionField } from './region-field.tsx'
import styles from './sign-in.module.css'
import { useCountryOptions } from './use-country-options.ts'

/** The first administrator opens a new Préau, by the link the server printed. */
export function SetupPage() {
  const { t } = useMessages()
  const token = useFragmentSecret()
  return (
    <Sheet>
      <header className={styles.welcome}>
        <h1>{t('sign-in.setupTitle')}</h1>
        <p>{t('sign-in.setupLead')}</p>
      </header>
      {token ? (
        <SetupForm token={token} />
      ) : (
        <Notice tone="warn" title={t('sign-in.linkMissing')}>
          <TextLink href="/sign-in">{t('sign-in.amTeacher')}</TextLink>
        </Notice>
      )}
    </Sheet>
  )
}

const emptyForm = {
  name: '',
  town: '',
  countryCode: '',
  region: '',
  timeZone: '',
  displayName: '',
  email: '',
  password: '',
}

function SetupForm({ token }: { token: string }) {
  const { t, locale: spoken } = useMessages()
  const navigate = useNavigate()
  const enter = useEnter()
  const fieldError = useFieldError()
  const countries = useCountryOptions()
  const { setLocale } = usePreferences()
  const [form, setForm] = useState(emptyForm)
  const [locale, setSchoolLocale] = useState<Locale>(spoken)
  const [hasTried, setHasTried] = useState(false)
  const set = (key: keyof typeof emptyForm) => (value: string) => setForm((before) => ({ ...before, [key]: value }))
  const setup = useMutation({
    mutationFn: () => {
      const { name, town, countryCode, region, timeZone, displayName, email, password } = form
      const school = { name, town, countryCode, timeZone, locale, ...(region.trim() ? { region: region.trim() } : {}) }
      const person = { displayName, email: email.trim(), password }
      return call(api.api.setup.$post({ json: { token, school, person } }))
    },
    onSuccess: async ({ user }) => {
      setLocale(locale)
      await enter(user)
      await navigate({ to: '/' })
    },
  })
  const zoneOf = (code: string) => countries.find((country) => country.id === code)?.timeZone ?? ''
  const needed = (['name', 'town', 'countryCode', 'displayName', 'email', 'password'] as const).filter(
    (key) => form[key].trim() === '',
  )
  const errorOf = (key: keyof typeof emptyForm, path: string) =>
    hasTried && needed.some((each) => each === key) ? t('sign-in.fillIn') : fieldError(setup.error, path)

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setHasTried(true)
        if (needed.length === 0) setup.mutate()
      }}
    >
      {setup.isError && <ErrorState error={setup.error} />}
      <fieldset className={styles.part}>
        <legend>{t('sign-in.yourSchool')}</legend>
        <TextField
          label={t('sign-in.schoolName')}
          autoComplete="organization"
          value={form.name}
          onChange={set('name')}
          error={errorOf('name', 'school.name')}
        />
        <ComboBox
          label={t('sign-in.country')}
          options={countries}
          value={form.countryCode || null}
          onChange={(countryCode) =>
            setForm((before) => ({ ...before, countryCode, region: '', timeZone: zoneOf(countryCode) }))
          }
          error={errorOf('countryCode', 'school.countryCode')}
        />
        <TextField
          label={t('sign-in.town')}
          autoComplete="address-level2"
          value={form.town}
          onChange={set('town')}
          error={errorOf('town', 'school.town')}
        />
        <RegionField
          key={form.countryCode}
          regions={countries.find((country) => country.id === form.countryCode)?.regions ?? []}
          value={form.region}
          onChange={set('region')}
          error={errorOf('region', 'school.region')}
        />
        {form.timeZone !== '' && (
          <TimeZoneField
            key={`${form.countryCode} zone`}
            value={form.timeZone}
            onChange={set('timeZone')}
            error={errorOf('timeZone', 'school.timeZone')}
          />
        )}
        <Select
          label={t('sign-in.schoolLanguage')}
          options={locales.map((id) => ({ id, label: localeNames[id] }))}
          value={locale}
          onChange={setSchoolLocale}
        />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('sign-in.yourself')}</legend>
        <TextField
          label={t('sign-in.yourName')}
          description={t('sign-in.yourNameHelp')}
          autoComplete="name"
          value={form.displayName}
          onChange={set('displayName')}
          error={errorOf('displayName', 'person.displayName')}
        />
        <TextField
          label={t('sign-in.email')}
          type="email"
          autoComplete="username"
          value={form.email}
          onChange={set('email')}
          error={errorOf('email', 'person.email')}
        />
        <NewPasswordField
          value={form.password}
          onChange={set('password')}
          error={errorOf('password', 'person.password')}
        />
      </fieldset>
      <div className={styles.formActions}>
        <Button type="submit" variant="primary" size="l" isPending={setup.isPending}>
          {t('sign-in.openSchool')}
        </Button>
      </div>
    </form>
  )
}
