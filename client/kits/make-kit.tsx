import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type KitsView, type NewKit, useMakeKit } from '#client/data/kits.ts'
import { type Project, projectQuery } from '#client/data/projects.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { CheckboxGroup, RadioGroup, Switch } from '#client/ui/choice.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, Skeleton } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './kits.module.css'

interface MakeKitProps {
  projectId: string
  sources: KitsView['sources']
  has: KitsView['has']
  onMade: () => void
}

/** Licences under which others may use and change it. */
const licences = [
  { id: 'CC BY 4.0', words: 'kits.licence_by' },
  { id: 'CC BY-SA 4.0', words: 'kits.licence_by_sa' },
  { id: 'CC0 1.0', words: 'kits.licence_zero' },
] as const
const audiences = ['school', 'everybody'] as const

export function MakeKit(props: MakeKitProps) {
  const { t } = useMessages()
  const { data } = useQuery(projectQuery(props.projectId))
  const { sources, has } = props
  if (sources.every(({ hasPupilsWork }) => hasPupilsWork) && !has.plan && !has.rubric)
    return <EmptyState sentence={t('kits.nothingToTake')} />
  if (data === undefined) return <Skeleton of="rows" count={4} />
  return <Fields {...props} project={data.project} />
}

function beginning(
  { name, summary, ageFrom, ageTo, languages }: Project,
  locale: string,
  { sources, has }: Pick<MakeKitProps, 'sources' | 'has'>,
): NewKit {
  return {
    ...{ title: name, summary, ageFrom, ageTo, credit: '' },
    language: languages.includes(locale) ? locale : (languages[0] ?? locale),
    licence: licences[0].id,
    audience: 'school',
    withPlan: has.plan,
    withRubric: has.rubric,
    // Templates were made to be used again.
    documentIds: sources.filter(({ isTemplate, hasPupilsWork }) => isTemplate && !hasPupilsWork).map(({ id }) => id),
  }
}

function Fields({ projectId, sources, has, onMade, project }: MakeKitProps & { project: Project }) {
  const { t, locale } = useMessages()
  const [kit, setKit] = useState<NewKit>(() => beginning(project, locale, { sources, has }))
  const change = (part: Partial<NewKit>) => setKit((before) => ({ ...before, ...part }))
  const make = useMakeKit(projectId)
  const problems = {
    title: kit.title.trim() === '' && t('kits.problem_title'),
    summary: kit.summary.trim() === '' && t('kits.problem_summary'),
    credit: kit.credit.trim() === '' && t('kits.problem_credit'),
    documentIds: kit.documentIds.length === 0 && !kit.withPlan && !kit.withRubric && t('kits.problem_documents'),
    ageTo: kit.ageFrom > kit.ageTo && t('kits.problem_ages'),
  }
  const submit = () =>
    make.mutate(kit, {
      onSuccess: () => {
        toast(t('kits.made'))
        onMade()
      },
    })
  return (
    <OnlineForm problems={problems} sending={make} submitLabel={t('kits.make')} onSubmit={submit}>
      <p>{t('kits.makeText')}</p>
      <CheckboxGroup
        path="documentIds"
        label={t('kits.documents')}
        options={sources.map(({ id, title, isTemplate, hasPupilsWork }) => ({
          ...{ id, label: title, isDisabled: hasPupilsWork },
          ...(hasPupilsWork ? { description: t('kits.hasPupilsWork') } : {}),
          ...(isTemplate ? { description: t('kits.template') } : {}),
        }))}
        value={kit.documentIds}
        onChange={(documentIds) => change({ documentIds })}
      />
      {has.plan && (
        <Switch
          isSelected={kit.withPlan}
          onChange={(withPlan) => change({ withPlan })}
          description={t('kits.withPlanHelp')}
        >
          {t('kits.withPlan')}
        </Switch>
      )}
      {has.rubric && (
        <Switch
          isSelected={kit.withRubric}
          onChange={(withRubric) => change({ withRubric })}
          description={t('kits.withRubricHelp')}
        >
          {t('kits.withRubric')}
        </Switch>
      )}
      <Words kit={kit} languages={project.languages} onChange={change} />
      <Rights kit={kit} onChange={change} />
    </OnlineForm>
  )
}

interface PartProps {
  kit: NewKit
  onChange: (part: Partial<NewKit>) => void
}

/** What it is called, what it is for, and for whom in language and age. */
function Words({ kit, languages, onChange }: PartProps & { languages: readonly string[] }) {
  const { t, locale } = useMessages()
  return (
    <>
      <TextField
        path="title"
        label={t('kits.name')}
        value={kit.title}
        onChange={(title) => onChange({ title })}
        maxLength={120}
        isRequired
      />
      <TextArea
        path="summary"
        label={t('kits.summary')}
        description={t('kits.summaryHelp')}
        value={kit.summary}
        onChange={(summary) => onChange({ summary })}
        maxLength={600}
        rows={3}
      />
      <div className={styles.facts}>
        <Select
          label={t('kits.language')}
          options={languages.map((id) => ({ id, label: languageName(id, locale) }))}
          value={kit.language}
          onChange={(language) => onChange({ language })}
        />
        <NumberField
          path="ageFrom"
          label={t('kits.ageFrom')}
          minValue={3}
          maxValue={20}
          value={kit.ageFrom}
          onChange={(ageFrom) => onChange({ ageFrom })}
        />
        <NumberField
          path="ageTo"
          label={t('kits.ageTo')}
          minValue={3}
          maxValue={20}
          value={kit.ageTo}
          onChange={(ageTo) => onChange({ ageTo })}
        />
      </div>
    </>
  )
}

/** Whose it is, and what others may do with it. */
function Rights({ kit, onChange }: PartProps) {
  const { t } = useMessages()
  return (
    <>
      <TextField
        path="credit"
        label={t('kits.credit')}
        description={t('kits.creditHelp')}
        value={kit.credit}
        onChange={(credit) => onChange({ credit })}
        maxLength={160}
        isRequired
      />
      <Select
        label={t('kits.licence')}
        options={licences.map(({ id, words }) => ({ id: String(id), label: id, description: t(words) }))}
        value={kit.licence}
        onChange={(licence) => onChange({ licence })}
      />
      <RadioGroup
        label={t('kits.audience')}
        options={audiences.map((id) => ({ id, label: t(`kits.audience_${id}`) }))}
        value={kit.audience}
        onChange={(audience) => onChange({ audience })}
      />
    </>
  )
}
