import { useInfiniteQuery } from '@tanstack/react-query'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { useAuditDetail } from './audit-detail.ts'
import { useAuditTarget } from './audit-target.ts'
import { type AuditLine, auditQuery } from '../data/audit.ts'

/** Who did what, newest first, as the audit keeps it. */
export function AuditLines() {
  const { t, locale } = useMessages()
  const actionText = useActionText()
  const detailText = useAuditDetail()
  const targetText = useAuditTarget()
  const actorText = useActorText()
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(auditQuery)
  if (isPending) return <Skeleton of="rows" count={6} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const lines = data.pages.flatMap((page) => page.lines)
  if (lines.length === 0) return <p>{t('schools.auditEmpty')}</p>
  return (
    <Stack>
      <Table
        label={t('schools.audit')}
        rows={lines}
        rowId={(line) => String(line.id)}
        columns={[
          { id: 'at', label: t('schools.colWhen'), cell: (line) => formatMoment(line.at, locale) },
          {
            id: 'actor',
            label: t('schools.colWho'),
            isRowHeader: true,
            cell: actorText,
          },
          { id: 'action', label: t('schools.colWhat'), cell: (line) => actionText(line.action) },
          { id: 'target', label: t('schools.colTarget'), cell: targetText },
          { id: 'detail', label: t('schools.colDetail'), cell: (line) => detailText(line.detail) },
        ]}
      />
      {hasNextPage && (
        <div>
          <OnlineButton isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('schools.older')}
          </OnlineButton>
        </div>
      )}
    </Stack>
  )
}

/** Who did it, of which school where that is another. */
function useActorText() {
  const { t } = useMessages()
  return ({ actor, actorSchool, isActorGone }: AuditLine) => {
    if (actor === null) return t(isActorGone ? 'schools.left' : 'schools.nobody')
    return actorSchool === null ? actor : t('schools.actorOf', { name: actor, school: actorSchool })
  }
}

/** The plain words of an action. A test holds that each the server knows has some. */
function useActionText() {
  const { format, hasMessage } = useMessages()
  return (action: string) => {
    const id = `schools.did_${action.replaceAll('.', '_')}`
    return format(hasMessage(id) ? id : 'schools.did_other', undefined)
  }
}
