import { languageName, subjects as known } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useSubjectName } from '#client/locales/subject-name.ts'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { Card } from '#client/ui/layout.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import styles from './dossier.module.css'
import { LanguagesSaved, type Outline, ReadFields, WordsSaved } from './fields.tsx'
import { type PartProps, Saved } from './saved.tsx'
import { useWeekName, WeeksSaved } from './weeks-saved.tsx'

const words = ['aims', 'process', 'results', 'pupils', 'tools'] as const

/** What a project says of itself to its partners and to those who decide about it. */
export function OutlineCard(part: PartProps) {
  const { t } = useMessages()
  const { outline, weeksWithSchool, can } = part.dossier
  return (
    <Card title={t('dossier.outline')}>
      {can.write ? (
        <>
          <p>{t('dossier.outlineHelp')}</p>
          {words.map((field) => (
            <WordsSaved key={field} {...part} field={field} value={outline[field]} />
          ))}
          <WeeksSaved {...part} />
          <LanguagesSaved {...part} field="languages" value={outline.languages} />
          <SubjectsSaved {...part} />
          <AgesSaved {...part} />
        </>
      ) : (
        <ReadOutline outline={outline} />
      )}
      {weeksWithSchool.map(({ name, weeks }) => (
        <p key={name}>{t('dossier.weeksThere', { name, count: weeks })}</p>
      ))}
    </Card>
  )
}

function ReadOutline({ outline }: { outline: Outline }) {
  const { t, locale } = useMessages()
  const week = useWeekName()
  const subjectName = useSubjectName()
  const { weeks, languages, subjects, ages } = outline
  return (
    <ReadFields
      of={[
        ...words.map((field) => [t(`dossier.field_${field}`), outline[field]] as const),
        [t('dossier.field_weeks'), weeks ? t('dossier.weeksLine', { from: week(weeks.from), to: week(weeks.to) }) : ''],
        [t('dossier.field_languages'), languages.map((code) => languageName(code, locale)).join(', ')],
        [t('dossier.field_subjects'), subjects.map(subjectName).join(', ')],
        [t('dossier.field_ages'), t('dossier.agesLine', ages)],
      ]}
    />
  )
}

function SubjectsSaved(part: PartProps) {
  const { t } = useMessages()
  const name = useSubjectName()
  return (
    <Saved
      {...part}
      field="subjects"
      value={part.dossier.outline.subjects}
      make={(value, revision) => ({ field: 'subjects', value, revision })}
      show={(chosen) => chosen.map(name).join(', ')}
    >
      {(chosen, change) => (
        <MultiPick
          label={t('dossier.field_subjects')}
          placeholder={t('projects.subjectsHint')}
          options={known.map((id) => ({ id, label: name(id) }))}
          value={chosen}
          onChange={change}
        />
      )}
    </Saved>
  )
}

function AgesSaved(part: PartProps) {
  const { t } = useMessages()
  return (
    <Saved
      {...part}
      field="ages"
      value={part.dossier.outline.ages}
      make={(value, revision) => ({ field: 'ages', value, revision })}
      show={(ages) => t('dossier.agesLine', ages)}
    >
      {({ from, to }, change) => (
        <div className={styles.pair} role="group" aria-label={t('dossier.field_ages')}>
          <NumberField
            label={t('projects.ageFrom')}
            value={from}
            minValue={3}
            maxValue={to}
            onChange={(next) => !Number.isNaN(next) && change({ from: next, to })}
          />
          <NumberField
            label={t('projects.ageTo')}
            value={to}
            minValue={from}
            maxValue={20}
            onChange={(next) => !Number.isNaN(next) && change({ from, to: next })}
          />
        </div>
      )}
    </Saved>
  )
}
