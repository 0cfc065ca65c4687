import type { UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ReportView } from '#client/data/reports.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { ReportCard } from './report-card.tsx'

interface ReportListProps {
  query: UseQueryResult<{ reports: ReportView[] }>
  /** Whether whoever looks can go where it was. */
  hasLinks: boolean
}

/** Those that wait, then those that are settled or with somebody else. */
export function ReportList({ query, hasLinks }: ReportListProps) {
  const { t } = useMessages()
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  const { data, error, isPending, refetch } = query
  if (data === undefined)
    return isPending ? <Skeleton of="rows" count={3} /> : <ErrorState error={error} onRetry={() => void refetch()} />
  const open = data.reports.filter(({ can }) => can.answer)
  const rest = data.reports.filter(({ can }) => !can.answer)
  return (
    <div ref={box}>
      <Stack gap="l">
        {open.length === 0 && <EmptyState sentence={t('reports.none')} />}
        {open.length > 0 && <Cards title={t('reports.open')} reports={open} hasLinks={hasLinks} />}
        <p>{t('reports.kept')}</p>
        {rest.length > 0 && <Cards title={t('reports.rest')} reports={rest} hasLinks={hasLinks} />}
      </Stack>
    </div>
  )
}

function Cards({ title, reports, hasLinks }: { title: string; reports: readonly ReportView[]; hasLinks: boolean }) {
  return (
    <section aria-label={title}>
      <Stack>
        <h2>{title}</h2>
        {reports.map((report) => (
          <ReportCard key={report.id} report={report} hasLink={hasLinks} />
        ))}
      </Stack>
    </section>
  )
}
