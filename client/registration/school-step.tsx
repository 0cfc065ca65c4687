import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { Draft } from './draft.ts'
import styles from './registration.module.css'
import { type FoundSchool, useFoundSchools } from './use-register.ts'

interface SchoolStepProps {
  countries: readonly string[]
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  onChosen: (school: FoundSchool) => void
  onBring: () => void
}

const shortest = 2

/** One's school, found by name and town or by its national code. */
export function SchoolStep({ countries, draft, onChange, onChosen, onBring }: SchoolStepProps) {
  const { t } = useMessages()
  const options = useCountryOptions().filter(({ id }) => countries.includes(id))
  const [words, setWords] = useState('')
  const [sought, setSought] = useState<{ country: string; q: string } | null>(null)
  const found = useFoundSchools(sought)
  const { country } = draft
  const problems = {
    country: country === '' && t('auth.fillIn'),
    q: words.trim().length < shortest && t('auth.fillIn'),
  }
  return (
    <>
      <p>{t('registration.lead')}</p>
      <Form problems={problems} error={found.error} onSubmit={() => setSought({ country, q: words.trim() })}>
        <Stack>
          {countries.length > 1 && (
            <ComboBox
              path="country"
              label={t('auth.country')}
              options={options}
              value={country || null}
              onChange={(next) => onChange({ country: next })}
            />
          )}
          <TextField
            path="q"
            label={t('registration.find')}
            description={t('registration.findHelp')}
            autoComplete="off"
            value={words}
            onChange={setWords}
          />
          <div className={styles.actions}>
            <OnlineButton type="submit" variant="primary" size="l" isPending={found.isFetching}>
              {t('registration.search')}
            </OnlineButton>
          </div>
        </Stack>
      </Form>
      {found.isError && <ErrorState error={found.error} />}
      {found.data && <Found schools={found.data.schools} onChosen={onChosen} />}
      {sought !== null && !found.isFetching && (
        <div className={styles.actions}>
          <Button onPress={onBring}>{t('registration.notInList')}</Button>
        </div>
      )}
    </>
  )
}

function Found({ schools, onChosen }: { schools: readonly FoundSchool[]; onChosen: (school: FoundSchool) => void }) {
  const { t } = useMessages()
  return (
    <section aria-label={t('registration.found')}>
      <p role="status">{t('registration.foundCount', { count: schools.length })}</p>
      <ul role="list" className={styles.found}>
        {schools.map((school) => (
          <li key={school.id}>
            <p>
              <b>{school.name}</b>
              <span>{[school.town, school.region, school.nationalCode].filter(Boolean).join(' · ')}</span>
            </p>
            <Button onPress={() => onChosen(school)}>
              {t('registration.choose')}
              <span className="visually-hidden">{` ${school.name}, ${school.town}`}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
