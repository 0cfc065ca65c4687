import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { contactsQuery } from '#client/data/contacts.ts'
import type { Profile } from '#client/data/profile.ts'
import { languageName, projectLanguages, sortByName, subjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import styles from './profile.module.css'

interface FieldsProps {
  profile: Profile
  onChange: (change: Partial<Profile>) => void
}

type Field = keyof Profile['visible']
const readers = ['all', 'contacts', 'nobody'] as const
const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
type Level = (typeof levels)[number]

/** Each field, and beside it who reads it. */
export function ProfileFields({ profile, onChange }: FieldsProps) {
  const { t, locale } = useMessages()
  const of = { profile, onChange }
  const subjectOptions = subjects.map((id) => ({ id, label: t(`projects.subject_${id}`) }))
  const hasNone = useQuery(contactsQuery).data?.people.some(({ standing }) => standing === 'contact') === false
  const hasContactsField = Object.values(profile.visible).includes('contacts')
  return (
    <Stack gap="l">
      <Read {...of} field="name" label={t('profile.name')} />
      <Read {...of} field="subjects" label={t('profile.subjects')}>
        <MultiPick
          path="subjects"
          label={t('profile.subjects')}
          placeholder={t('profile.subjectsHint')}
          options={sortByName(subjectOptions, locale, ({ label }) => label)}
          value={profile.subjects}
          onChange={(chosen) => onChange({ subjects: chosen })}
        />
      </Read>
      <Read {...of} field="ages" label={t('profile.agesTitle')}>
        <Ages {...of} />
      </Read>
      <Read {...of} field="languages" label={t('profile.languages')}>
        <Languages
          label={t('profile.languages')}
          languages={profile.languages}
          onChange={(languages) => onChange({ languages })}
        />
      </Read>
      <Read {...of} field="interests" label={t('profile.interests')}>
        <TextField
          path="interests"
          label={t('profile.interests')}
          description={t('profile.interestsHelp')}
          maxLength={300}
          value={profile.interests}
          onChange={(interests) => onChange({ interests })}
        />
      </Read>
      <Read {...of} field="about" label={t('profile.about')}>
        <TextArea
          path="about"
          label={t('profile.about')}
          description={t('profile.aboutHelp')}
          maxLength={1000}
          rows={5}
          value={profile.about}
          onChange={(about) => onChange({ about })}
        />
      </Read>
      <Read {...of} field="awards" label={t('profile.awards')}>
        <p className={styles.quiet}>{t('profile.awardsHelp')}</p>
      </Read>
      {hasContactsField && hasNone && <p className={styles.quiet}>{t('profile.contactsNone')}</p>}
    </Stack>
  )
}

interface ReadProps extends FieldsProps {
  field: Field
  label: string
  children?: ReactNode
}

function Read({ profile: { visible }, onChange, field, label, children }: ReadProps) {
  const { t } = useMessages()
  return (
    <div className={styles.field}>
      <div className={styles.said}>{children}</div>
      <Select
        label={t('profile.readers', { field: label })}
        options={readers.map((id) => ({ id, label: t(`profile.reader_${id}`) }))}
        value={visible[field]}
        onChange={(reader) => onChange({ visible: { ...visible, [field]: reader } })}
      />
    </div>
  )
}

function Ages({ profile: { ages }, onChange }: FieldsProps) {
  const { t } = useMessages()
  return (
    <Stack>
      <Checkbox
        isSelected={ages !== null}
        onChange={(isSaid) => onChange({ ages: isSaid ? { from: 11, to: 15 } : null })}
      >
        {t('profile.agesSay')}
      </Checkbox>
      {ages && (
        <div className={styles.pair} role="group" aria-label={t('profile.agesTitle')}>
          <NumberField
            path="ages"
            label={t('profile.ageFrom')}
            value={ages.from}
            minValue={3}
            maxValue={20}
            onChange={(from) => onChange({ ages: { ...ages, from } })}
          />
          <NumberField
            label={t('profile.ageTo')}
            value={ages.to}
            minValue={3}
            maxValue={20}
            onChange={(to) => onChange({ ages: { ...ages, to } })}
          />
        </div>
      )}
    </Stack>
  )
}

interface LanguagesProps {
  label: string
  languages: Profile['languages']
  onChange: (languages: Profile['languages']) => void
}

/** Several languages, and how well each is spoken. */
export function Languages({ label, languages, onChange }: LanguagesProps) {
  const { t, locale } = useMessages()
  const options = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  const choose = (codes: string[]) =>
    onChange(codes.map((code) => languages.find((one) => one.code === code) ?? { code, level: 'B1' as const }))
  const setLevel = (code: string, level: Level) =>
    onChange(languages.map((one) => (one.code === code ? { code, level } : one)))
  return (
    <Stack>
      <MultiPick
        path="languages"
        label={label}
        placeholder={t('profile.languagesHint')}
        options={sortByName(options, locale, ({ label }) => label)}
        value={languages.map(({ code }) => code)}
        onChange={choose}
      />
      {languages.length > 0 && (
        <div className={styles.levels}>
          {languages.map(({ code, level }) => (
            <Select
              key={code}
              label={t('profile.levelOf', { language: languageName(code, locale) })}
              options={levels.map((id) => ({ id, label: id }))}
              value={level}
              onChange={(next) => setLevel(code, next)}
            />
          ))}
        </div>
      )}
    </Stack>
  )
}
