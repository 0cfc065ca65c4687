import { useQuery } from '@tanstack/react-query'
import { type SavedSearch, searchesQuery, useRemoveSearch, useTellOfSearch } from '#client/data/searches.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useSession } from '#client/session/session.ts'
import { useIsOffline } from '#client/session/strips.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { directoryAddress, useSearchName } from './search-name.ts'

/** What one looks for again and again, and how much of it is new. */
export function SearchesPage() {
  const { t } = useMessages()
  const { data: session } = useSession()
  const { data, isPending, isError, error, refetch } = useQuery(searchesQuery)
  return (
    <>
      <PageHeading
        title={t('searches.title')}
        lead={t('searches.lead')}
        back={{ href: '/network', label: t('searches.toDirectory') }}
      />
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.searches.length === 0 && (
        <EmptyState
          sentence={t('searches.none')}
          action={
            <LinkButton variant="primary" href="/network">
              {t('searches.toDirectory')}
            </LinkButton>
          }
        />
      )}
      {data && data.searches.length > 0 && (
        <Stack>
          {data.searches.map((search) => (
            <Saved key={search.id} search={search} regions={data.regions} />
          ))}
          <p>{t('searches.most', { count: data.most })}</p>
          {session?.sendsMail === true && (
            <p>
              {t('searches.byMail')} <TextLink href="/me">{t('searches.toMails')}</TextLink>
            </p>
          )}
        </Stack>
      )}
    </>
  )
}

function Saved({ search, regions }: { search: SavedSearch; regions: readonly { id: string; name: string }[] }) {
  const { t } = useMessages()
  const name = useSearchName(regions)(search)
  const isOffline = useIsOffline()
  const [tell, remove] = [useTellOfSearch(), useRemoveSearch()]
  const { id, newCount, isTold } = search
  const failed = tell.error ?? remove.error
  return (
    <Card title={name}>
      <p>{t('searches.newCount', { count: newCount, isMore: newCount >= 100 ? 'yes' : 'no' })}</p>
      <Switch
        isSelected={tell.isPending ? tell.variables.isTold : isTold}
        isDisabled={isOffline}
        onChange={(next) => tell.mutate({ id, isTold: next })}
      >
        {t('searches.tell')}
      </Switch>
      {failed && <ErrorState error={failed} />}
      <Actions>
        <LinkButton variant={newCount > 0 ? 'primary' : 'secondary'} href={`/network/searches/${id}`}>
          {t('searches.seeNew')}
        </LinkButton>
        <LinkButton href={directoryAddress(search)}>{t('searches.seeAll')}</LinkButton>
        <OnlineButton variant="quiet" whom={name} isPending={remove.isPending} onPress={() => remove.mutate(id)}>
          {t('searches.remove')}
        </OnlineButton>
      </Actions>
    </Card>
  )
}
