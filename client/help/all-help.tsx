import { useInfiniteQuery } from '@tanstack/react-query'
import { officeHelpQuery } from '#client/data/help.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { HelpRows } from './help-row.tsx'

/** All requests that an office got, also those that are answered or closed; the last that changed first. */
export function AllHelp({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const list = useInfiniteQuery(officeHelpQuery(officeId))
  const { data, isPending, error, refetch } = list
  const requests = data?.pages.flatMap((page) => page.requests) ?? []
  if (isPending) return <Skeleton of="rows" count={6} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (requests.length === 0) return <EmptyState sentence={t('help.nobodyAsked')} />
  return (
    <Stack>
      <HelpRows label={t('help.title')} requests={requests} isOffice />
      <MoreButton list={list} label={t('help.more')} />
    </Stack>
  )
}
