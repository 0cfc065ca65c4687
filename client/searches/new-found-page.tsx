import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { newFoundQuery, useLookedAtSearch } from '#client/data/searches.ts'
import { FoundRows } from '#client/directory/found-rows.tsx'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { directoryAddress, useSearchName } from './search-name.ts'

/** What a saved search found that is new. Who sees it has heard the bell. */
export function NewFoundPage() {
  const { t, locale } = useMessages()
  const searchId = useParam('searchId')
  const { data, isPending, isError, error, refetch } = useQuery(newFoundQuery(searchId))
  const { mutate: looked } = useLookedAtSearch()
  const at = data?.at
  useEffect(() => {
    if (at !== undefined) looked({ searchId, at })
  }, [searchId, at, looked])
  const name = useSearchName(data?.regions ?? [])
  return (
    <>
      <PageHeading
        title={t('searches.newTitle')}
        {...(data && { lead: name(data.search) })}
        back={{ href: '/network/searches', label: t('searches.title') }}
        actions={data && <LinkButton href={directoryAddress(data.search)}>{t('searches.seeAll')}</LinkButton>}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack>
          <p role="status">{t('searches.since', { day: formatDate(data.search.newSince, locale) })}</p>
          {data[data.search.list].length === 0 ? (
            <EmptyState sentence={t('searches.nothingNew')} />
          ) : (
            <FoundRows pages={[data]} weeks={data.search.wish['weeks']} />
          )}
        </Stack>
      )}
    </>
  )
}
