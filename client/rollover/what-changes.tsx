import { type Move, type RolloverChanges, useRunRollover } from '#client/data/rollover.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'

interface WhatChangesProps {
  moves: Move[]
  seen: RolloverChanges
  /** The classes are others by now. */
  isPast: boolean
  onBack: () => void
}

/** The dry run, and the gesture. */
export function WhatChanges({ moves, seen: { changes, stays }, isPast, onBack }: WhatChangesProps) {
  const { t } = useMessages()
  const run = useRunRollover()
  return (
    <Stack>
      <Table
        label={t('rollover.changes')}
        rows={changes}
        rowId={({ id }) => id}
        columns={[
          { id: 'from', label: t('rollover.from'), isRowHeader: true, cell: ({ from }) => from },
          { id: 'to', label: t('rollover.to'), cell: ({ to }) => to },
          {
            ...{ id: 'does', label: t('rollover.becomes') },
            cell: ({ leaves }) => <Badge>{t(leaves ? 'rollover.does_leaves' : 'rollover.does_up')}</Badge>,
          },
          {
            ...{ id: 'pupils', label: t('rollover.pupils'), align: 'end' as const },
            cell: ({ pupils }) => pupils,
          },
        ]}
      />
      <p>{t('rollover.keeps', stays)}</p>
      {changes.some(({ leaves }) => leaves) && <p>{t('rollover.leaving')}</p>}
      {run.isError && <ErrorState error={run.error} />}
      {isPast && !run.isError && <Notice tone="warn" role="status" title={t('staff-errors.rollover_stale')} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isPending={run.isPending}
          isDisabled={isPast}
          onPress={() => run.mutate(moves, { onSuccess: () => toast(t('rollover.done')) })}
        >
          {t('rollover.run')}
        </OnlineButton>
        <Button variant="quiet" onPress={onBack}>
          {t('rollover.back')}
        </Button>
      </Actions>
    </Stack>
  )
}
