import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deliberationQuery, deliberationShows, type DeliberationView } from '#client/data/evaluations.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { Agreement } from './agreement.tsx'
import { Publish } from './publish.tsx'
import { Readers } from './readers.tsx'
import { Returned } from './returned.tsx'
import { Standings } from './standings.tsx'
import styles from './evaluations.module.css'

/** What a commission sits before: who reads, in which order all stand and why, what was decided, and that it is published. */
export function DeliberationPage() {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  const campaignId = useParam('campaignId')
  const [show, setShow] = useState<(typeof deliberationShows)[number]>('all')
  const list = useInfiniteQuery(deliberationQuery(campaignId, show))
  const { data, isPending, isError, error, refetch } = list
  const view = data?.pages.at(-1)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHeading
        title={
          view
            ? [words(view.rules.titles), view.campaign.title].filter(Boolean).join(', ')
            : t('evaluations.commission')
        }
        back={{ href: '/office/campaigns', label: t('offices.campaigns') }}
        lead={view && leadOf(t, view, formatMoment(view.campaign.decidesAt, locale))}
        badges={
          view && (
            <Badge tone={view.campaign.phase === 'published' ? 'brand' : 'sun'}>
              {t(`campaigns.phase_${view.campaign.phase}`)}
            </Badge>
          )
        }
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && view.counts.all === 0 && <Returned view={view} />}
      {view && view.counts.all + view.returned.length === 0 && (
        <EmptyState sentence={t('evaluations.nothingHandedIn')} />
      )}
      {view && view.counts.all > 0 && (
        <Stack gap="l">
          <Returned view={view} />
          <Readers view={view} />
          <div className={styles.show}>
            <Select
              label={t('evaluations.show')}
              options={deliberationShows.map((id) => ({
                id,
                label: t(`evaluations.show_${id}`, { count: view.counts[id] }),
              }))}
              value={show}
              onChange={setShow}
            />
          </div>
          {rows.length === 0 && <EmptyState sentence={t('evaluations.noneLikeThat')} />}
          <Standings view={view} rows={rows} />
          <MoreButton list={list} label={t('evaluations.more')} />
          <Agreement view={view} />
          <Publish view={view} />
        </Stack>
      )}
    </>
  )
}

function leadOf(t: ReturnType<typeof useMessages>['t'], { campaign }: DeliberationView, when: string): string {
  return t('evaluations.commissionLead', { year: `${campaign.year}/${campaign.year + 1}`, when })
}
