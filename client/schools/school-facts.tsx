import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { countryName, languageName } from '#client/locales/languages.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TimeZoneField } from '#client/ui/time-zone-field.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Card, Sheet, Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeSchool } from '../data/schools.ts'
import type { SchoolView } from '../data/schools.ts'
import { PublicPage } from './public-page.tsx'
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
      <PublicPage view={view} />
    </Stack>
  )
}

function FactsForm({ school }: { school: SchoolView['school'] }) {
  const { t } = useMessages()
  const change = useChangeSchool()
  const [form, setForm] = useState({
    name: school.name,
    town: school.town,
    nationalCode: school.nationalCode ?? '',
    timeZone: school.timeZone,
  })
  const [approvesTeams, setApprovesTeams] = useState(school.approvesTeams)
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }))
  const missing = (key: 'name' | 'town') => form[key].trim() === '' && t('auth.fillIn')
  const submit = () => {
    const { nationalCode, ...facts } = form
    const code = nationalCode.trim()
    runChange(
      change,
      { ...facts, approvesTeams, ...(code ? { nationalCode: code } : {}) },
      { onSuccess: () => toast(t('schools.saved')) },
    )
  }
  return (
    <Sheet>
      <OnlineForm
        problems={{ name: missing('name'), town: missing('town') }}
        sending={change}
        submitLabel={t('common.save')}
        onSubmit={submit}
      >
        <TextField path="name" label={t('auth.schoolName')} value={form.name} onChange={set('name')} maxLength={120} />
        <TextField path="town" label={t('auth.town')} value={form.town} onChange={set('town')} maxLength={80} />
        <TextField
          path="nationalCode"
          label={t('schools.nationalCode')}
          note={t('common.optional')}
          description={t('schools.nationalCodeHelp')}
          value={form.nationalCode}
          onChange={set('nationalCode')}
          maxLength={20}
        />
        <Switch isSelected={approvesTeams} onChange={setApprovesTeams} description={t('schools.approvesTeamsHelp')}>
          {t('schools.approvesTeams')}
        </Switch>
        <TimeZoneField path="timeZone" value={form.timeZone} onChange={set('timeZone')} />
      </OnlineForm>
    </Sheet>
  )
}
