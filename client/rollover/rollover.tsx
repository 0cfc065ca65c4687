import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Move, type RolloverChanges, rolloverQuery, type RolloverView } from '#client/data/rollover.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { Card, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { LastRolloverNotice } from './last-rollover.tsx'
import { MoveForm } from './move-form.tsx'
import { WhatChanges } from './what-changes.tsx'

/** The turn of the school year: all classes of the school go up in one gesture. */
export function Rollover() {
  const { data, isPending, isError, error, refetch } = useQuery(rolloverQuery)
  return (
    <Stack gap="l">
      {isPending && <Skeleton of="rows" count={5} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.last && <LastRolloverNotice last={data.last} />}
      {/* After it was done, or undone, the classes are others: the table begins anew. */}
      {data && <MoveUp key={`${data.last?.id}${data.last?.undoneAt}`} view={data} />}
    </Stack>
  )
}

function MoveUp({ view }: { view: RolloverView }) {
  const { t, locale } = useMessages()
  const [moves, setMoves] = useState<Move[]>(() =>
    sortByName(view.classrooms, locale, ({ name }) => name).map(({ id, name, proposed }) => ({
      ...{ id, was: name },
      ...proposed,
    })),
  )
  const [seen, setSeen] = useState<RolloverChanges | null>(null)
  const pupils = new Map(view.classrooms.map(({ id, pupilCount }) => [id, pupilCount]))
  return (
    <Card title={t('rollover.moveUp')}>
      {moves.length === 0 ? (
        <EmptyState sentence={t('rollover.empty')} />
      ) : (
        <Stack>
          <p>{t('rollover.lead')}</p>
          {seen === null ? (
            <MoveForm moves={moves} pupils={pupils} onChange={setMoves} onSeen={setSeen} />
          ) : (
            <WhatChanges moves={moves} seen={seen} onBack={() => setSeen(null)} />
          )}
        </Stack>
      )}
    </Card>
  )
}
