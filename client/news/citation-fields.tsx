import { useQuery } from '@tanstack/react-query'
import { textsQuery } from '#client/data/news.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'

interface Cited {
  themeId: string | null
  citations: string[]
}

interface CitationFieldsProps {
  draft: Cited
  onChange: (changed: Partial<Cited>) => void
  /** Of the official texts. */
  label: string
}

/** Which theme something belongs to, and which official texts it cites. */
export function CitationFields({ draft, onChange, label }: CitationFieldsProps) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(textsQuery)
  if (isPending) return null
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <>
      <Select
        path="themeId"
        label={t('news.theme')}
        options={[{ id: '', label: t('news.noTheme') }, ...data.themes.map(({ id, title }) => ({ id, label: title }))]}
        value={draft.themeId ?? ''}
        onChange={(id) => onChange({ themeId: id === '' ? null : id })}
      />
      <CheckboxGroup
        path="citations"
        label={label}
        options={data.texts.map(({ id, number, title }) => ({ id, label: `${number}: ${title}` }))}
        value={draft.citations}
        onChange={(citations) => onChange({ citations })}
      />
    </>
  )
}
