import { useState } from 'react'
import { type TeamTheme, type TeamView, useEditTeam } from '#client/data/team.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Card } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

export const themes: readonly TeamTheme[] = [
  'body_health',
  'arts_culture',
  'ecology',
  'information',
  'antiquity',
  'languages',
  'economy',
  'science',
]

/** 2026: the year that begins then. */
export function useYearName() {
  const { t } = useMessages()
  return (year: number) => t('team.yearOf', { from: String(year), to: String(year + 1) })
}

interface TeamFactsProps {
  projectId: string
  view: TeamView
}

/** Theme, year and what the school calls it. */
export function TeamFacts({ projectId, view }: TeamFactsProps) {
  const { t } = useMessages()
  const yearName = useYearName()
  return (
    <Card title={t('team.facts')}>
      {view.can.edit ? (
        <FactsForm projectId={projectId} view={view} />
      ) : (
        <p>
          {[view.theme && t(`team.theme_${view.theme}`), view.publicTitle, yearName(view.year)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </Card>
  )
}

function FactsForm({ projectId, view }: TeamFactsProps) {
  const { t } = useMessages()
  const yearName = useYearName()
  const edit = useEditTeam(projectId)
  const [theme, setTheme] = useState(view.theme)
  const [publicTitle, setPublicTitle] = useState(view.publicTitle)
  const [year, setYear] = useState(view.year)
  const years = [view.year - 1, view.year, view.year + 1]
  return (
    <OnlineForm
      sending={edit}
      submitLabel={t('common.save')}
      onSubmit={() => runChange(edit, { theme, publicTitle, year }, { onSuccess: () => toast(t('team.saved')) })}
    >
      <TextField
        path="publicTitle"
        label={t('team.publicTitle')}
        description={t('team.publicTitleHelp')}
        value={publicTitle}
        onChange={setPublicTitle}
        maxLength={120}
      />
      <Select
        path="theme"
        label={t('team.theme')}
        options={[
          { id: 'none', label: t('team.noTheme') },
          ...themes.map((id) => ({ id, label: t(`team.theme_${id}`) })),
        ]}
        value={theme ?? 'none'}
        onChange={(id) => setTheme(id === 'none' ? null : id)}
      />
      <Select
        path="year"
        label={t('team.year')}
        options={years.map((one) => ({ id: String(one), label: yearName(one) }))}
        value={String(year)}
        onChange={(id) => setYear(Number(id))}
      />
    </OnlineForm>
  )
}
