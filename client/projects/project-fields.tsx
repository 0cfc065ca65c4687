import { useMessages } from '#client/locales/messages.tsx'
import { NumberField, TextArea, TextField } from '#client/ui/text-field.tsx'
import { CoverPicker } from './cover-picker.tsx'
import { languageName, projectLanguages, sortByName, subjects } from '../locales/languages.ts'
import { MultiPick } from './multi-pick.tsx'
import styles from './project-fields.module.css'
import type { ProjectWords } from '#client/data/project-changes.ts'

type ProjectProblem = 'name' | 'languages' | 'ages'

/** What stands in the way of sending these words, in the order of the form. */
export function problemsOf(words: ProjectWords): ProjectProblem[] {
  const problems: ProjectProblem[] = []
  if (words.name.trim() === '') problems.push('name')
  if (words.languages.length === 0) problems.push('languages')
  if (!(words.ageFrom >= 3 && words.ageTo <= 20 && words.ageFrom <= words.ageTo)) problems.push('ages')
  return problems
}

interface ProjectFieldsProps {
  value: ProjectWords
  onChange: (change: Partial<ProjectWords>) => void
  problems: readonly ProjectProblem[]
  seed: string
}

/** Name, cover, languages, ages, subjects: asked when a project is founded and again in its settings. */
export function ProjectFields({ value, onChange, problems, seed }: ProjectFieldsProps) {
  const { t, locale } = useMessages()
  const languageOptions = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  const subjectOptions = subjects.map((id) => ({ id, label: t(`projects.subject_${id}`) }))
  const error = (problem: ProjectProblem) => (problems.includes(problem) ? t(`projects.problem_${problem}`) : null)
  return (
    <>
      <TextField
        label={t('projects.name')}
        value={value.name}
        onChange={(name) => onChange({ name })}
        maxLength={120}
        isRequired
        error={error('name')}
      />
      <CoverPicker value={value.cover} onChange={(cover) => onChange({ cover })} seed={seed} />
      <TextArea
        label={t('projects.summary')}
        note={t('common.optional')}
        description={t('projects.summaryHelp')}
        value={value.summary}
        onChange={(summary) => onChange({ summary })}
        maxLength={1000}
        rows={3}
      />
      <MultiPick
        label={t('projects.languages')}
        placeholder={t('projects.languagesHint')}
        options={sortByName(languageOptions, locale, (option) => option.label)}
        value={value.languages}
        onChange={(languages) => onChange({ languages })}
        error={error('languages')}
      />
      <div className={styles.ages} role="group" aria-label={t('projects.ages')}>
        <NumberField
          label={t('projects.ageFrom')}
          value={value.ageFrom}
          minValue={3}
          maxValue={20}
          onChange={(ageFrom) => onChange({ ageFrom })}
          error={error('ages')}
        />
        <NumberField
          label={t('projects.ageTo')}
          value={value.ageTo}
          minValue={3}
          maxValue={20}
          onChange={(ageTo) => onChange({ ageTo })}
        />
      </div>
      <MultiPick
        label={t('projects.subjects')}
        note={t('common.optional')}
        placeholder={t('projects.subjectsHint')}
        options={sortByName(subjectOptions, locale, (option) => option.label)}
        value={value.subjects}
        onChange={(chosen) => onChange({ subjects: chosen })}
      />
    </>
  )
}
