import { useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { type Framework, frameworksQuery, useEndFramework, wordsIn } from '#client/data/frameworks.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { FrameworkItems } from './framework-lines.tsx'
import { ImportForm } from './import-form.tsx'

interface FrameworkPickerProps {
  projectId: string
  /** How many may be chosen. */
  most: number
  onChoose: (items: { id: string; words: string }[]) => void
}

const ofProject = 'project'

/** Lines of a framework, chosen one by one: those for the ages of the project, or for a level of school. */
export function FrameworkPicker({ projectId, most, onChoose }: FrameworkPickerProps) {
  const { t, locale } = useMessages()
  const [level, setLevel] = useState(ofProject)
  const { data, error, refetch } = useQuery(frameworksQuery(projectId, level === ofProject ? null : level))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [itemIds, setItemIds] = useState<readonly string[]>([])
  const [isImporting, setIsImporting] = useState(false)
  const framework = data?.frameworks.find(({ id }) => id === chosenId) ?? data?.frameworks[0]
  if (isImporting) return <ImportForm onDone={() => setIsImporting(false)} />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton of="rows" count={6} />
  const choose = () =>
    onChoose(
      (framework?.items ?? [])
        .filter(({ id }) => itemIds.includes(id))
        .map(({ id, texts }) => ({ id, words: wordsIn(texts, locale).text })),
    )
  return (
    <Stack>
      <Row>
        <Select
          label={t('frameworks.level')}
          options={[
            { id: ofProject, label: t('frameworks.ofProject') },
            ...data.levels.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={level}
          onChange={setLevel}
        />
        <Select
          label={t('frameworks.framework')}
          options={data.frameworks.map(({ id, names }) => ({ id, label: wordsIn(names, locale).text }))}
          value={framework?.id ?? null}
          onChange={(id) => {
            setChosenId(id)
            setItemIds([])
          }}
        />
      </Row>
      {framework ? (
        <>
          <FrameworkItems framework={framework} itemIds={itemIds} onChange={setItemIds} />
          <SourceLine framework={framework} />
        </>
      ) : (
        <EmptyState sentence={t('frameworks.none')} />
      )}
      <Actions>
        <Button variant="primary" isDisabled={itemIds.length === 0 || itemIds.length > most} onPress={choose}>
          {t('frameworks.choose', { count: itemIds.length })}
        </Button>
        <Button icon={FileUp} onPress={() => setIsImporting(true)}>
          {t('frameworks.import')}
        </Button>
      </Actions>
    </Stack>
  )
}

function SourceLine({ framework }: { framework: Framework }) {
  const { t } = useMessages()
  const end = useEndFramework()
  return (
    <Row>
      <small>{t('frameworks.source', { source: framework.source, licence: framework.licence })}</small>
      {framework.can.end && (
        <Button variant="quiet" isPending={end.isPending} onPress={() => runChange(end, framework.id, {})}>
          {t('frameworks.end')}
        </Button>
      )}
    </Row>
  )
}
