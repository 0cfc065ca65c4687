import { useQuery } from '@tanstack/react-query'
import { type RulebookInList, rulebooksQuery } from '#client/data/campaigns.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { CopyRulebook } from './copy-rulebook.tsx'

/** By which rules an office may call, with where they come from. */
export function Rulebooks({ officeId }: { officeId: string }) {
  const { t, locale } = useMessages()
  const title = useInLanguages()
  const { data, isPending, isError, error, refetch } = useQuery(rulebooksQuery(officeId))
  const nameOf = ({ titles, version }: RulebookInList) => `${title(titles)}, ${version}`
  const days = ({ validFrom, validUntil }: RulebookInList) => {
    const from = formatDay(validFrom, locale)
    return validUntil === null
      ? t('campaigns.since', { from })
      : t('campaigns.fromTo', { from, to: formatDay(validUntil, locale) })
  }
  return (
    <Card title={t('campaigns.rulebooks')}>
      <Stack>
        <p>{t('campaigns.rulebooksLead')}</p>
        {isPending && <Skeleton of="rows" count={6} />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && (
          <Table
            label={t('campaigns.rulebooks')}
            rows={data.rulebooks}
            rowId={({ id }) => id}
            columns={[
              {
                ...{ id: 'name', label: t('campaigns.rulebook'), isRowHeader: true },
                cell: (one) => <bdi>{nameOf(one)}</bdi>,
              },
              { id: 'holds', label: t('campaigns.holds'), cell: days },
              { id: 'state', label: t('campaigns.state'), cell: (one) => <Marks rulebook={one} /> },
              {
                ...{ id: 'actions', label: t('campaigns.actions'), isLabelHidden: true, align: 'end' as const },
                cell: (one) => (
                  <Row gap="s">
                    <LinkButton
                      href={`/office/${officeId}/rulebooks/${one.id}`}
                      aria-label={t('campaigns.lookAt', { title: nameOf(one) })}
                    >
                      {t('campaigns.look')}
                    </LinkButton>
                    {data.can.edit && <CopyRulebook officeId={officeId} id={one.id} name={nameOf(one)} />}
                  </Row>
                ),
              },
            ]}
          />
        )}
      </Stack>
    </Card>
  )
}

function Marks({ rulebook: { isShipped, isLocked, isExample } }: { rulebook: RulebookInList }) {
  const { t } = useMessages()
  return (
    <Row gap="s">
      <Badge>{t(isShipped ? 'campaigns.shipped' : 'campaigns.own')}</Badge>
      {isExample && <Badge tone="sun">{t('campaigns.example')}</Badge>}
      {isLocked && <Badge tone="brand">{t('campaigns.locked')}</Badge>}
    </Row>
  )
}
