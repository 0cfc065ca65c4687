import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Move, type RolloverChanges, rolloverQuery, type RolloverView } from '#client/data/rollover.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { NextStep } from '#client/ui/next-step.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { UnsavedWords } from '#client/ui/unsaved-words.tsx'
import { LastRolloverNotice } from './last-rollover.tsx'
import { MoveForm } from './move-form.tsx'
import { type Edit, type Edits, isSame, movesOf } from './moves.ts'
import { WhatChanges } from './what-changes.tsx'

/** The turn of the school year: all classes of the school go up in one gesture. */
export function Rollover() {
  const { data, isPending, isError, error, refetch } = useQuery(rolloverQuery)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  return (
    <div ref={box}>
      <Stack gap="l">
        {isPending && <Skeleton of="rows" count={5} />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.last && <LastRolloverNotice last={data.last} />}
        {/* After it was done, or undone, the classes are others: the table begins anew. */}
        {data && <MoveUp key={`${data.last?.id}${data.last?.undoneAt}`} view={data} />}
      </Stack>
    </div>
  )
}

interface Seen {
  /** Of which it was asked what they would change. */
  moves: Move[]
  changes: RolloverChanges
}

function MoveUp({ view }: { view: RolloverView }) {
  const { t, locale } = useMessages()
  const [edits, setEdits] = useState<Edits>({})
  const [seen, setSeen] = useState<Seen | null>(null)
  const moves = movesOf(view.classrooms, edits, locale)
  const pupils = new Map(view.classrooms.map(({ id, pupilCount }) => [id, pupilCount]))
  const [isBack, setIsBack] = useState(false)
  const edit = (id: string, part: Edit) => setEdits((before) => ({ ...before, [id]: { ...before[id], ...part } }))
  return (
    <Card title={t('rollover.moveUp')}>
      {moves.length === 0 ? (
        <EmptyState sentence={t('rollover.empty')} />
      ) : (
        <Stack>
          {Object.keys(edits).length > 0 && <UnsavedWords />}
          <p>{t('rollover.lead')}</p>
          {seen === null ? (
            // Nobody is called to the list when the page opens.
            <NextStep key="list" wanted={isBack ? 'button' : 'none'}>
              <MoveForm
                {...{ moves, pupils }}
                onChange={edit}
                onSeen={(changes, asked) => setSeen({ changes, moves: asked })}
              />
            </NextStep>
          ) : (
            <NextStep key="seen" wanted="[role='region']">
              <WhatChanges
                moves={seen.moves}
                seen={seen.changes}
                isPast={!isSame(moves, seen.moves)}
                onBack={() => {
                  setSeen(null)
                  setIsBack(true)
                }}
              />
            </NextStep>
          )}
        </Stack>
      )}
    </Card>
  )
}
