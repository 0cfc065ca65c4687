import { useQuery } from '@tanstack/react-query'
import { matchesQuery } from '#client/data/offers.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { MatchCard } from './match-card.tsx'

/** Who fits one's own class, the best first, each with why. */
export function MatchesPage() {
  const { t, locale } = useMessages()
  const offerId = useParam('offerId')
  const { data, isPending, isError, error, refetch } = useQuery(matchesQuery(offerId))
  const weeks = data?.offer.weeks
  return (
    <>
      <PageHeading
        title={data?.offer.title ?? t('offers.matches')}
        lead={
          weeks && t('offers.matchesLead', { from: formatDay(weeks.from, locale), to: formatDay(weeks.to, locale) })
        }
        back={{ href: '/network/offers', label: t('offers.title') }}
        actions={<LinkButton href={`/network/offers/${offerId}/edit`}>{t('offers.edit')}</LinkButton>}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.matches.length === 0 && (
        <EmptyState
          sentence={t('offers.noMatch')}
          action={<LinkButton href={`/network/offers/${offerId}/edit`}>{t('offers.widen')}</LinkButton>}
        />
      )}
      {data && (
        <Stack gap="l">
          {data.matches.map((found) => (
            <MatchCard key={`${offerId} ${found.offer.id}`} own={data.offer} found={found} />
          ))}
        </Stack>
      )}
    </>
  )
}
