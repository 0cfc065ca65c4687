import { useMessages } from '#client/locales/messages.tsx'
import type { Problems } from '#client/ui/form.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { CoverPicker } from './cover-picker.tsx'
import { languageName, projectLanguages, sortByName, subjects } from '../locales/languages.ts'
import { MultiPick } from './multi-pick.tsx'
import styles from './project-fields.module.css'
import type { ProjectWords } from '#client/data/project-changes.ts'

/** What stands in the way of sending these words. */
export function useProjectProblems({ name, languages, ageFrom, ageTo }: ProjectWords): Problems {
  const { t } = useMessages()
  return {
    name: name.trim() === '' && t('projects.problem_name'),
    languages: languages.length === 0 && t('projects.problem_languages'),
    ageFrom: !(ageFrom >= 3 && ageTo <= 20 && ageFrom <= ageTo) && t('projects.problem_ages'),
  }
}

interface ProjectFieldsProps {
  value: ProjectWords
  onChange: (change: Partial<ProjectWords>) => void
  seed: string
}

/** Name, cover, languages, ages, subjects: asked when a project is founded and again in its settings. */
export function ProjectFields({ value, onChange, seed }: ProjectFieldsProps) {
  const { t, locale } = useMessages()
  const languageOptions = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  const subjectOptions = subjects.map((id) => ({ id, label: t(`projects.subject_${id}`) }))
  return (
    <>
      <TextField
        path="name"
        label={t('projects.name')}
        value={value.name}
        onChange={(name) => onChange({ name })}
        maxLength={120}
        isRequired
      />
      <CoverPicker value={value.cover} onChange={(cover) => onChange({ cover })} seed={seed} />
      <TextArea
        path="summary"
        label={t('projects.summary')}
        note={t('common.optional')}
        description={t('projects.summaryHelp')}
        value={value.summary}
        onChange={(summary) => onChange({ summary })}
        maxLength={1000}
        rows={3}
      />
      <MultiPick
        path="languages"
        label={t('projects.languages')}
        placeholder={t('projects.languagesHint')}
        options={sortByName(languageOptions, locale, (option) => option.label)}
        value={value.languages}
        onChange={(languages) => onChange({ languages })}
      />
      <div className={styles.ages} role="group" aria-label={t('projects.ages')}>
        <NumberField
          path="ageFrom"
          label={t('projects.ageFrom')}
          value={value.ageFrom}
          minValue={3}
          maxValue={20}
          onChange={(ageFrom) => onChange({ ageFrom })}
        />
        <NumberField
          path="ageTo"
          label={t('projects.ageTo')}
          value={value.ageTo}
          minValue={3}
          maxValue={20}
          onChange={(ageTo) => onChange({ ageTo })}
        />
      </div>
      <MultiPick
        path="subjects"
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
