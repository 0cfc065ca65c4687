import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { offersQuery, type OwnOffer, useWithdrawOffer } from '#client/data/offers.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { Words } from '#client/ui/words.tsx'

/** The classes that one offers, the newest first. */
export function OwnOffersPage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(offersQuery)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  const offerClass = (
    <LinkButton variant="primary" href="/network/offers/new">
      {t('offers.new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeading
        title={t('offers.title')}
        lead={t('offers.lead')}
        back={{ href: '/network', label: t('offers.toDirectory') }}
        actions={offerClass}
      />
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.offers.length === 0 && <EmptyState sentence={t('offers.none')} action={offerClass} />}
      {data && (
        <div ref={box}>
          <Stack>
            {data.offers.map((offer) => (
              <div key={offer.id} data-part={offer.id}>
                <Offer offer={offer} />
              </div>
            ))}
          </Stack>
        </div>
      )}
    </>
  )
}

function Offer({ offer }: { offer: OwnOffer }) {
  const { t, locale } = useMessages()
  const withdraw = useWithdrawOffer()
  const { id, state, title, weeks, words } = offer
  const isOpen = state === 'open'
  const takeBack = () => runChange(withdraw, id, { onSuccess: () => toast(t('offers.withdrawn')) })
  return (
    <Card title={title}>
      <p>
        <Badge>{t(`offers.state_${state}`)}</Badge>{' '}
        {t('offers.weeksOf', { from: formatDay(weeks.from, locale), to: formatDay(weeks.to, locale) })}
      </p>
      <Words>{words}</Words>
      {withdraw.isError && <ErrorState error={withdraw.error} />}
      <Actions>
        {isOpen && (
          <LinkButton variant="primary" href={`/network/offers/${id}`}>
            {t('offers.matches')}
          </LinkButton>
        )}
        <LinkButton href={`/network/offers/${id}/edit`}>{t(isOpen ? 'offers.edit' : 'offers.again')}</LinkButton>
        {isOpen && (
          <OnlineButton variant="quiet" whom={title} isPending={withdraw.isPending} onPress={takeBack}>
            {t('offers.withdraw')}
          </OnlineButton>
        )}
      </Actions>
    </Card>
  )
}
