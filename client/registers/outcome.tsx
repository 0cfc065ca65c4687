import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import {
  fetchErrors,
  type ImportIds,
  type ImportRowView,
  importRowsQuery,
  type ImportView,
  type RowOutcome,
} from '#client/data/registers.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { saveFile } from '#client/ui/save-file.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './registers.module.css'

const outcomes = ['new', 'changed', 'closed', 'same', 'skipped', 'error'] as const

/** Third step: what the register does, or did; and each line that is wrong. */
export function Outcome({ view, ids }: { view: ImportView; ids: ImportIds }) {
  const { t } = useMessages()
  const { counts, withoutRegion } = view
  const isUndone = view.import.state === 'undone' || view.import.state === 'undoing'
  return (
    <Stack>
      <ul className={styles.counts}>
        {outcomes.map((outcome) => (
          <li key={outcome}>
            <strong>{counts[outcome] ?? 0}</strong>
            <span>{t('registers.outcome', { outcome })}</span>
          </li>
        ))}
      </ul>
      {withoutRegion > 0 && <p>{t('registers.withoutRegion', { count: withoutRegion })}</p>}
      {(counts['error'] ?? 0) > 0 && (
        <Rows ids={ids} outcome="error" title={t('registers.errorRows', { count: counts['error'] ?? 0 })} />
      )}
      {(counts['skipped'] ?? 0) > 0 && (
        <Rows ids={ids} outcome="skipped" title={t('registers.skippedRows', { count: counts['skipped'] ?? 0 })} />
      )}
      {isUndone && <Rows ids={ids} outcome="kept" title={t('registers.keptRows')} />}
    </Stack>
  )
}

interface RowsProps {
  ids: ImportIds
  outcome: RowOutcome
  title: string
}

function Rows({ ids, outcome, title }: RowsProps) {
  return (
    <section>
      <Stack>
        <h3>{title}</h3>
        <RowTable ids={ids} outcome={outcome} title={title} />
      </Stack>
    </section>
  )
}

function RowTable({ ids, outcome, title }: RowsProps) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(importRowsQuery(ids, outcome))
  if (isPending) return <Skeleton of="rows" count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.rows.length === 0) return <p>{t('registers.noRows')}</p>
  const reasons = ({ errors }: ImportRowView) =>
    errors.length === 0
      ? t('registers.reasonNone', { outcome })
      : errors.map((reason) => t('registers.reason', { reason })).join(' ')
  const columns: Column<ImportRowView>[] = [
    { id: 'line', label: t('registers.line'), isRowHeader: true, cell: ({ line }) => line },
    { id: 'code', label: t('registers.code'), cell: ({ code }) => code },
    { id: 'name', label: t('registers.name'), cell: ({ name }) => name },
    { id: 'town', label: t('registers.town'), cell: ({ town }) => town },
    { id: 'reason', label: t('registers.why'), cell: reasons },
  ]
  return (
    <Stack>
      {data.hasMore && <p>{t('registers.firstThousand')}</p>}
      <Table label={title} columns={columns} rows={data.rows} rowId={({ line }) => String(line)} />
      {outcome === 'error' && <TakeErrors ids={ids} />}
    </Stack>
  )
}

function TakeErrors({ ids }: { ids: ImportIds }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const take = () =>
    fetchErrors(ids).then(
      (blob) => saveFile(blob, 'errors.csv'),
      (error: unknown) => toast(errorText(error).text, { tone: 'problem' }),
    )
  return (
    <div>
      <Button icon={Download} onPress={() => void take()}>
        {t('registers.takeErrors')}
      </Button>
    </div>
  )
}
