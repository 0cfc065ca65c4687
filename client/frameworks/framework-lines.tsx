import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Framework, type FrameworkItem, frameworksQuery, wordsIn } from '#client/data/frameworks.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'

interface ItemsProps {
  framework: Framework
  itemIds: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** The lines of one framework, to be ticked. */
export function FrameworkItems({ framework, itemIds, onChange }: ItemsProps) {
  const { locale } = useMessages()
  const depth = (item: FrameworkItem): number => {
    const above = framework.items.find(({ code }) => code === item.parent)
    return above && above !== item ? 1 + depth(above) : 0
  }
  return (
    <CheckboxGroup
      label={wordsIn(framework.names, locale).text}
      options={framework.items.map((item) => ({
        id: item.id,
        label: `${'· '.repeat(depth(item))}${item.code} ${wordsIn(item.texts, locale).text}`,
      }))}
      value={itemIds}
      onChange={onChange}
    />
  )
}

interface LinesProps {
  projectId: string
  itemIds: readonly string[]
  /** How many may be ticked in all frameworks. */
  most: number
  onChange: (ids: readonly string[]) => void
}

/** Lines of the frameworks for the ages of a project, ticked here and there: what is ticked in one stays when another is looked at. */
export function FrameworkLines({ projectId, itemIds, most, onChange }: LinesProps) {
  const { t, locale } = useMessages()
  const { data, error, refetch } = useQuery(frameworksQuery(projectId, null))
  const [chosenId, setChosenId] = useState<string | null>(null)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton of="rows" count={4} />
  const isTicked = ({ items }: Framework) => items.some(({ id }) => itemIds.includes(id))
  const framework =
    data.frameworks.find(({ id }) => id === chosenId) ?? data.frameworks.find(isTicked) ?? data.frameworks[0]
  if (!framework) return <EmptyState sentence={t('frameworks.none')} />
  const change = (ticked: readonly string[]) => {
    const elsewhere = itemIds.filter((id) => !framework.items.some((item) => item.id === id))
    onChange([...elsewhere, ...ticked].slice(0, most))
  }
  return (
    <>
      <Select
        label={t('frameworks.framework')}
        options={data.frameworks.map(({ id, names }) => ({ id, label: wordsIn(names, locale).text }))}
        value={framework.id}
        onChange={setChosenId}
      />
      <FrameworkItems framework={framework} itemIds={itemIds} onChange={change} />
    </>
  )
}
