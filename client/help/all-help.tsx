import { useInfiniteQuery } from '@tanstack/react-query'
import { officeHelpQuery } from '#client/data/help.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { HelpRows } from './help-row.tsx'

/** All requests that an office got, also those that are answered or closed; the last that changed first. */
export function AllHelp({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    officeHelpQuery(officeId),
  )
  const requests = data?.pages.flatMap((page) => page.requests) ?? []
  if (isPending) return <Skeleton of="rows" count={6} />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (requests.length === 0) return <EmptyState sentence={t('help.nobodyAsked')} />
  return (
    <Stack>
      <HelpRows label={t('help.title')} requests={requests} isOffice />
      {hasNextPage && (
        <div>
          <OnlineButton isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('help.more')}
          </OnlineButton>
        </div>
      )}
    </Stack>
  )
}
