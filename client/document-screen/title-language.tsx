import { useQuery } from '@tanstack/react-query'
import { projectQuery } from '#client/data/projects.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Select } from '#client/ui/select.tsx'

const unknown = 'none'

interface TitleLanguageProps {
  projectId: string
  value: string | null
  onChange: (language: string | null) => void
}

/** The language of a title: one of the project's, the writer's own, or the one that is said already. */
export function TitleLanguage({ projectId, value, onChange }: TitleLanguageProps) {
  const { t, locale } = useMessages()
  const { data } = useQuery(projectQuery(projectId))
  const codes = new Set([...(data?.project.languages ?? []), locale, ...(value === null ? [] : [value])])
  return (
    <Select
      label={t('document.titleLanguage')}
      options={[
        ...[...codes].map((id) => ({ id, label: languageName(id, locale) })),
        { id: unknown, label: t('document.titleLanguageNone') },
      ]}
      value={value ?? unknown}
      onChange={(id) => onChange(id === unknown ? null : id)}
    />
  )
}
