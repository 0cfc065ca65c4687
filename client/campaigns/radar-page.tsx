import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { radarQuery } from '#client/data/campaigns.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useAskedDay } from '#client/offices/asked-day.ts'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useConditionWords } from './condition-words.ts'

/** Schools that meet the conditions of the label, or lack one of them: with a word to them it is met. */
export function RadarPage() {
  return <OfficeFrame at="radar">{({ id }) => <Radar officeId={id} />}</OfficeFrame>
}

function Radar({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const words = useConditionWords()
  const title = useInLanguages()
  const { asked: on, field } = useAskedDay()
  const [lack, setLack] = useState('one')
  const list = useInfiniteQuery(radarQuery(officeId, { on, lack }))
  const { data, isPending, isError, error, refetch } = list
  const [view] = data?.pages ?? []
  const schools = data?.pages.flatMap((page) => page.schools) ?? []
  const choices = view && [
    { id: 'none', label: t('campaigns.lack_none', { count: view.eligible }) },
    { id: 'one', label: t('campaigns.lack_one', { count: view.lackOne }) },
    ...view.conditions.map(({ asks, lackedAlone: count }) => ({
      ...{ id: `one:${asks.id}`, label: t('campaigns.lack_this', { condition: words.asks(asks), count }) },
    })),
  ]
  return (
    <Stack gap="l">
      <Row>
        <TextField {...field} label={t('campaigns.on')} description={t('campaigns.onHelp')} />
      </Row>
      {choices && <Select label={t('campaigns.lack')} options={choices} value={lack} onChange={setLack} />}
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && (
        <p>
          {t('campaigns.registered', { count: view.registered })}
          {' · '}
          {t('campaigns.rules', { title: title(view.rulebook.titles), version: view.rulebook.version })}
        </p>
      )}
      {view && schools.length === 0 && <EmptyState sentence={t('campaigns.radarNone')} />}
      {schools.length > 0 && (
        <Table
          label={t('campaigns.schools')}
          rows={schools}
          rowId={({ id }) => id}
          columns={[
            {
              ...{ id: 'school', label: t('campaigns.school'), isRowHeader: true },
              cell: ({ name, town }) => <bdi>{`${name}, ${town}`}</bdi>,
            },
            { id: 'region', label: t('campaigns.region'), cell: ({ region }) => region ?? '–' },
            {
              ...{ id: 'missing', label: t('campaigns.missing') },
              cell: ({ lacks }) => lacks && words.missing(lacks.missing),
            },
          ]}
        />
      )}
      <MoreButton list={list} label={t('campaigns.more')} />
    </Stack>
  )
}
