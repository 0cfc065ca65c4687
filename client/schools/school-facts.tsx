import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { countryName, languageName } from '#client/locales/languages.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { TimeZoneField } from '#client/ui/time-zone-field.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Sheet, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeSchool } from '../data/schools.ts'
import type { SchoolView } from '../data/schools.ts'
import styles from './school-facts.module.css'

export function SchoolFacts({ view }: { view: SchoolView }) {
  const { t, locale } = useMessages()
  const { school } = view
  return (
    <Stack gap="l">
      {view.can.edit && <FactsForm school={school} />}
      <Card title={t('schools.fixed')}>
        <dl className={styles.facts}>
          {!view.can.edit && (
            <>
              <dt>{t('auth.schoolName')}</dt>
              <dd>{school.name}</dd>
              <dt>{t('auth.town')}</dt>
              <dd>{school.town}</dd>
            </>
          )}
          <dt>{t('auth.country')}</dt>
          <dd>{countryName(school.countryCode, locale)}</dd>
          {school.region && (
            <>
              <dt>{t('schools.region')}</dt>
              <dd>{school.region}</dd>
            </>
          )}
          {!view.can.edit && (
            <>
              <dt>{t('quiet.timeZone')}</dt>
              <dd>{school.timeZone.replaceAll('_', ' ')}</dd>
            </>
          )}
          <dt>{t('schools.language')}</dt>
          <dd>{languageName(school.locale, locale)}</dd>
        </dl>
      </Card>
    </Stack>
  )
}

function FactsForm({ school }: { school: SchoolView['school'] }) {
  const { t } = useMessages()
  const fieldError = useFieldError()
  const change = useChangeSchool()
  const [form, setForm] = useState({
    name: school.name,
    town: school.town,
    nationalCode: school.nationalCode ?? '',
    timeZone: school.timeZone,
  })
  const [hasTried, setHasTried] = useState(false)
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }))
  const empty = (key: 'name' | 'town') =>
    hasTried && form[key].trim() === '' ? t('auth.fillIn') : fieldError(change.error, key)
  return (
    <Sheet>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setHasTried(true)
          if (form.name.trim() === '' || form.town.trim() === '') return
          const { nationalCode, ...facts } = form
          const code = nationalCode.trim()
          change.mutate(
            { ...facts, ...(code ? { nationalCode: code } : {}) },
            { onSuccess: () => toast(t('schools.saved')) },
          )
        }}
      >
        <Stack>
          <TextField
            label={t('auth.schoolName')}
            value={form.name}
            onChange={set('name')}
            maxLength={120}
            error={empty('name')}
          />
          <TextField
            label={t('auth.town')}
            value={form.town}
            onChange={set('town')}
            maxLength={80}
            error={empty('town')}
          />
          <TextField
            label={t('schools.nationalCode')}
            note={t('common.optional')}
            description={t('schools.nationalCodeHelp')}
            value={form.nationalCode}
            onChange={set('nationalCode')}
            maxLength={20}
            error={fieldError(change.error, 'nationalCode')}
          />
          <TimeZoneField
            value={form.timeZone}
            onChange={set('timeZone')}
            error={fieldError(change.error, 'timeZone')}
          />
          {change.isError && <ErrorState error={change.error} />}
          <Actions>
            <OnlineButton type="submit" variant="primary" isPending={change.isPending}>
              {t('common.save')}
            </OnlineButton>
          </Actions>
        </Stack>
      </form>
    </Sheet>
  )
}
