import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type PlacementView, placementsQuery, useAgreePlacement, useEndPlacement } from '#client/data/placements.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { JournalDialog } from './journal.tsx'

const tones = { asked: 'warn', agreed: 'brand', over: 'neutral' } as const

/** Trainees at a school, for the school, their institution, their tutors and themselves. */
export function Placements() {
  const { data, isPending, isError, error, refetch } = useQuery(placementsQuery)
  return (
    <Stack>
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <PlacementTable placements={data.placements} />}
    </Stack>
  )
}

function PlacementTable({ placements }: { placements: readonly PlacementView[] }) {
  const { t, locale } = useMessages()
  if (placements.length === 0) return <EmptyState sentence={t('placements.noPlacements')} />
  return (
    <Table
      label={t('placements.title')}
      rows={placements}
      rowId={({ id }) => id}
      columns={[
        {
          ...{ id: 'trainee', label: t('placements.trainee'), isRowHeader: true },
          cell: ({ trainee }) => trainee.displayName,
        },
        { id: 'institution', label: t('placements.institution'), cell: ({ institution }) => institution.name },
        { id: 'host', label: t('placements.host'), cell: ({ host }) => `${host.name}, ${host.town}` },
        { id: 'tutor', label: t('placements.tutor'), cell: ({ tutor }) => tutor?.displayName },
        {
          ...{ id: 'days', label: t('placements.days') },
          cell: ({ from, to }) => t('placements.span', { from: formatDay(from, locale), to: formatDay(to, locale) }),
        },
        {
          ...{ id: 'state', label: t('placements.state') },
          cell: ({ state }) => <Badge tone={tones[state]}>{t(`placements.state_${state}`)}</Badge>,
        },
        {
          ...{ id: 'actions', label: t('placements.actions'), isLabelHidden: true },
          cell: (placement) => <PlacementActions placement={placement} />,
        },
      ]}
    />
  )
}

/** What whoever looks at a placement may do about it. */
export function PlacementActions({ placement }: { placement: PlacementView }) {
  const { t } = useMessages()
  const agree = useAgreePlacement()
  const { can, id, trainee } = placement
  return (
    <Row gap="s">
      {can.agree && (
        <OnlineButton
          isPending={agree.isPending}
          onPress={() =>
            runChange(agree, id, { onSuccess: () => toast(t('placements.agreed', { name: trainee.displayName })) })
          }
        >
          {t('placements.agree')}
        </OnlineButton>
      )}
      {can.readJournal && <JournalDialog placement={placement} />}
      {can.end && (
        <Dialog title={t('placements.end')} size="s" trigger={<Button>{t('placements.end')}</Button>}>
          {(close) => <EndForm placement={placement} onDone={close} />}
        </Dialog>
      )}
      {agree.isError && <ErrorState error={agree.error} />}
    </Row>
  )
}

function EndForm({ placement: { id, from, to, trainee }, onDone }: { placement: PlacementView; onDone: () => void }) {
  const { t } = useMessages()
  const end = useEndPlacement(id)
  const [day, setDay] = useState(to)
  const done = () => {
    toast(t('placements.ends', { name: trainee.displayName }))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ to: (day < from || day > to) && t('placements.endWrong') }}
      sending={end}
      submitLabel={t('placements.end')}
      onSubmit={() => end.mutate(day, { onSuccess: done })}
    >
      <Stack>
        <p>{t('placements.endHelp')}</p>
        <TextField path="to" label={t('placements.endDay')} type="date" value={day} onChange={setDay} />
      </Stack>
    </OnlineForm>
  )
}
