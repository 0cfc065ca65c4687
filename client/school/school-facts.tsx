import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { countryName, languageName } from '#client/projects/languages.ts'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { TimeZoneField } from '#client/quiet/time-zone-field.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Sheet, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeSchool } from './queries.ts'
import type { SchoolView } from './queries.ts'
import styles from './school-facts.module.css'

export function SchoolFacts({ view }: { view: SchoolView }) {
  const { t, locale } = useMessages()
  const { school } = view
  return (
    <Stack gap="l">
      {view.can.edit && <FactsForm school={school} />}
      <Card title={t('school.fixed')}>
        <dl className={styles.facts}>
          {!view.can.edit && (
            <>
              <dt>{t('sign-in.schoolName')}</dt>
              <dd>{school.name}</dd>
              <dt>{t('sign-in.town')}</dt>
              <dd>{school.town}</dd>
            </>
          )}
          <dt>{t('sign-in.country')}</dt>
          <dd>{countryName(school.countryCode, locale)}</dd>
          {school.region && (
            <>
              <dt>{t('school.region')}</dt>
              <dd>{school.region}</dd>
            </>
          )}
          {!view.can.edit && (
            <>
              <dt>{t('quiet.timeZone')}</dt>
              <dd>{school.timeZone.replaceAll('_', ' ')}</dd>
            </>
          )}
          <dt>{t('school.language')}</dt>
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
    hasTried && form[key].trim() === '' ? t('sign-in.fillIn') : fieldError(change.error, key)
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
            { onSuccess: () => toast(t('school.saved')) },
          )
        }}
      >
        <Stack>
          <TextField
            label={t('sign-in.schoolName')}
            value={form.name}
            onChange={set('name')}
            maxLength={120}
            error={empty('name')}
          />
          <TextField
            label={t('sign-in.town')}
            value={form.town}
            onChange={set('town')}
            maxLength={80}
            error={empty('town')}
          />
          <TextField
            label={t('school.nationalCode')}
            note={t('common.optional')}
            description={t('school.nationalCodeHelp')}
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
