import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { localeNames, locales } from '#client/locales/locales.ts'
import type { Locale } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { usePreferences } from '#client/session/preferences.tsx'
import { useEnter } from '#client/session/session.ts'
import { Button, TextLink } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Form } from '#client/ui/form.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Select } from '#client/ui/select.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { forgetLink, useLinkSecret } from './arrival.ts'
import { emptyPerson, PersonFields, usePersonProblems } from './person-fields.tsx'
import { emptySchool, SchoolFields, useSchoolProblems } from './school-fields.tsx'
import styles from './sign-in.module.css'

/** The first administrator opens a new Préau, by the link the server printed. */
export function SetupPage() {
  const { t } = useMessages()
  const token = useLinkSecret('setup')
  return (
    <Sheet>
      <header className={styles.welcome}>
        <ScreenTitle title={t('auth.setupTitle')} />
        <p>{t('auth.setupLead')}</p>
      </header>
      {token ? (
        <SetupForm token={token} />
      ) : (
        <Notice tone="warn" title={t('auth.linkMissing')}>
          <TextLink href="/sign-in">{t('auth.amTeacher')}</TextLink>
        </Notice>
      )}
    </Sheet>
  )
}

const kinds = ['school', 'country', 'europe'] as const

function SetupForm({ token }: { token: string }) {
  const { t, locale: spoken } = useMessages()
  const navigate = useNavigate()
  const enter = useEnter()
  const { setLocale } = usePreferences()
  const [kind, setKind] = useState<(typeof kinds)[number]>('school')
  const [school, setSchool] = useState(emptySchool)
  const [person, setPerson] = useState(emptyPerson)
  const [locale, setSchoolLocale] = useState<Locale>(spoken)
  const setup = useMutation({
    mutationFn: () => {
      const { region, ...facts } = school
      const named = region.trim() === '' ? {} : { region: region.trim() }
      const json = {
        token,
        kind,
        school: { ...facts, ...named, locale },
        person: { ...person, email: person.email.trim() },
      }
      return call(api.api.setup.$post({ json }))
    },
    onSuccess: async ({ user }) => {
      setLocale(locale)
      await enter(user)
      forgetLink('setup')
      await navigate({ to: '/' })
    },
  })
  const problems = { ...useSchoolProblems('school.', school), ...usePersonProblems('person.', person) }

  return (
    <Form className={styles.form} problems={problems} error={setup.error} onSubmit={() => setup.mutate()}>
      {setup.isError && <ErrorState error={setup.error} />}
      <RadioGroup
        label={t('offices.setupKind')}
        options={kinds.map((id) => ({ id, label: t(`offices.kind_${id}`), description: t(`offices.kind_${id}Help`) }))}
        value={kind}
        onChange={setKind}
      />
      <fieldset className={styles.part}>
        <legend>{t(kind === 'school' ? 'auth.yourSchool' : 'offices.yourOffice')}</legend>
        <SchoolFields
          path="school."
          value={school}
          onChange={(change) => setSchool((before) => ({ ...before, ...change }))}
          canNameRegion={kind === 'school'}
          isOffice={kind !== 'school'}
        />
        <Select
          label={t('auth.schoolLanguage')}
          options={locales.map((id) => ({ id, label: localeNames[id] }))}
          value={locale}
          onChange={setSchoolLocale}
        />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('auth.yourself')}</legend>
        <PersonFields
          path="person."
          value={person}
          onChange={(change) => setPerson((before) => ({ ...before, ...change }))}
        />
      </fieldset>
      <div className={styles.formActions}>
        <Button type="submit" variant="primary" size="l" isPending={setup.isPending}>
          {t(kind === 'school' ? 'auth.openSchool' : 'offices.openOffice')}
        </Button>
      </div>
    </Form>
  )
}
