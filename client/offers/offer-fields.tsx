import { useCountryOptions } from '#client/auth/use-country-options.ts'
import type { OfferDraft } from '#client/data/offers.ts'
import { sortByName, subjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Languages } from '#client/profile/profile-fields.tsx'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { HoursField } from './hours-field.tsx'
import styles from './offers.module.css'

export interface FieldsProps {
  draft: OfferDraft
  onChange: (change: Partial<OfferDraft>) => void
}

const kinds = ['european', 'national'] as const
const rhythms = ['weekly', 'fortnightly', 'monthly', 'rarely', 'never'] as const

/** What one says of a class: what it wants to make, what it is like, when, and with whom. */
export function OfferFields(props: FieldsProps) {
  const { draft, onChange } = props
  const { t, locale } = useMessages()
  const subjectOptions = subjects.map((id) => ({ id, label: t(`projects.subject_${id}`) }))
  const countries = useCountryOptions()
  return (
    <>
      <TextField
        path="title"
        label={t('offers.name')}
        maxLength={120}
        value={draft.title}
        onChange={(title) => onChange({ title })}
      />
      <TextArea
        path="words"
        label={t('offers.words')}
        description={t('offers.wordsHelp')}
        maxLength={1000}
        value={draft.words}
        onChange={(words) => onChange({ words })}
      />
      <RadioGroup
        label={t('offers.kind')}
        options={kinds.map((id) => ({ id, label: t(`offers.kind_${id}`) }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <ClassFields {...props} />
      <Languages
        label={t('offers.languages')}
        languages={draft.languages}
        onChange={(languages) => onChange({ languages })}
      />
      <MultiPick
        path="subjects"
        label={t('offers.subjects')}
        note={t('common.optional')}
        options={sortByName(subjectOptions, locale, ({ label }) => label)}
        value={draft.subjects}
        onChange={(chosen) => onChange({ subjects: chosen })}
      />
      {draft.kind === 'european' && (
        <MultiPick
          path="countries"
          label={t('offers.countries')}
          note={t('common.optional')}
          placeholder={t('offers.countriesHint')}
          options={countries}
          value={draft.countries}
          onChange={(chosen) => onChange({ countries: chosen })}
        />
      )}
      <Weeks {...props} />
      <HoursField hours={draft.hours} onChange={(hours) => onChange({ hours })} />
      <Select
        path="rhythm"
        label={t('offers.rhythm')}
        options={rhythms.map((id) => ({ id, label: t(`offers.rhythm_${id}`) }))}
        value={draft.rhythm}
        onChange={(rhythm) => onChange({ rhythm })}
      />
    </>
  )
}

function ClassFields({ draft: { ages, pupils }, onChange }: FieldsProps) {
  const { t } = useMessages()
  return (
    <div className={styles.three} role="group" aria-label={t('offers.class')}>
      <NumberField
        path="ages.from"
        label={t('offers.ageFrom')}
        minValue={3}
        maxValue={20}
        value={ages.from}
        onChange={(from) => onChange({ ages: { ...ages, from } })}
      />
      <NumberField
        path="ages.to"
        label={t('offers.ageTo')}
        minValue={3}
        maxValue={20}
        value={ages.to}
        onChange={(to) => onChange({ ages: { ...ages, to } })}
      />
      <NumberField
        path="pupils"
        label={t('offers.pupils')}
        minValue={1}
        maxValue={300}
        value={pupils}
        onChange={(count) => onChange({ pupils: count })}
      />
    </div>
  )
}

function Weeks({ draft: { weeks }, onChange }: FieldsProps) {
  const { t } = useMessages()
  return (
    <div className={styles.three} role="group" aria-label={t('offers.weeks')}>
      <TextField
        path="weeks.from"
        type="date"
        label={t('offers.weeksFrom')}
        value={weeks.from}
        onChange={(from) => onChange({ weeks: { ...weeks, from } })}
      />
      <TextField
        path="weeks.to"
        type="date"
        label={t('offers.weeksTo')}
        value={weeks.to}
        onChange={(to) => onChange({ weeks: { ...weeks, to } })}
      />
    </div>
  )
}
