import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { awardSchemes, type AwardView, type GivenAsked, givenQuery, type GivenView } from '#client/data/awards.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import styles from './awards.module.css'

/** What an office gave: to whom, its certificate, the page that verifies it, and the way to take it back. */
export function AwardsPage() {
  return <OfficeFrame at="awards">{({ id }) => <Awards officeId={id} />}</OfficeFrame>
}

const nothingAsked: GivenAsked = { year: '', scheme: '', find: '' }

function Awards({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const [asked, setAsked] = useState(nothingAsked)
  const sought = useDeferredValue(asked)
  const list = useInfiniteQuery(givenQuery(officeId, { ...sought, find: sought.find.trim() }))
  const { data, isPending, isError, error, refetch } = list
  const view = data?.pages.at(-1)
  const awards = data?.pages.flatMap((page) => page.awards) ?? []
  const isAsked = asked.year !== '' || asked.scheme !== '' || asked.find.trim() !== ''
  return (
    <Stack gap="l">
      {view && view.years.length > 0 && <Filters view={view} asked={asked} onChange={setAsked} />}
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && awards.length === 0 && <EmptyState sentence={t(isAsked ? 'awards.noneLikeThat' : 'awards.none')} />}
      {view && awards.length > 0 && <AwardTable awards={awards} can={view.can} />}
      <MoreButton list={list} label={t('awards.more')} />
    </Stack>
  )
}

interface FiltersProps {
  view: GivenView
  asked: GivenAsked
  onChange: (asked: GivenAsked) => void
}

function Filters({ view, asked, onChange }: FiltersProps) {
  const { t } = useMessages()
  const years = view.years.map((year) => ({ id: String(year), label: `${year}/${year + 1}` }))
  const schemes = awardSchemes.map((id) => ({ id, label: t(`applications.scheme_${id}`) }))
  return (
    <div className={styles.filters}>
      <Select
        label={t('awards.year')}
        options={[{ id: '', label: t('awards.allYears') }, ...years]}
        value={asked.year}
        onChange={(year) => onChange({ ...asked, year })}
      />
      <Select<GivenAsked['scheme']>
        label={t('awards.scheme')}
        options={[{ id: '', label: t('awards.allSchemes') }, ...schemes]}
        value={asked.scheme}
        onChange={(scheme) => onChange({ ...asked, scheme })}
      />
      <SearchField
        label={t('awards.find')}
        isWide
        maxLength={100}
        value={asked.find}
        onChange={(find) => onChange({ ...asked, find })}
      />
    </div>
  )
}

const tones = { valid: 'brand', expired: 'neutral', withdrawn: 'warn' } as const

/** Its name in a row, and for the ear with what it is about. */
function useAwardName() {
  const { t } = useMessages()
  return ({ scheme, shown }: AwardView) =>
    [t(`applications.scheme_${scheme}`), shown.project ?? shown.schools[0]?.name].filter(Boolean).join(', ')
}

function AwardTable({ awards, can }: { awards: readonly AwardView[]; can: GivenView['can'] }) {
  const { t, locale } = useMessages()
  return (
    <Table
      label={t('offices.awards')}
      rows={awards}
      rowId={({ id }) => id}
      columns={[
        {
          ...{ id: 'scheme', label: t('awards.award'), isRowHeader: true },
          cell: (award) => <Given award={award} />,
        },
        { id: 'whom', label: t('awards.whom'), cell: (award) => <Whom award={award} /> },
        { id: 'on', label: t('awards.on'), cell: ({ awardedOn }) => formatDay(awardedOn, locale) },
        {
          ...{ id: 'state', label: t('awards.state') },
          cell: ({ state, withdrawnWhy }) => (
            <Stack gap="s">
              <Row gap="s">
                <Badge tone={tones[state]}>{t(`awards.state_${state}`)}</Badge>
              </Row>
              {withdrawnWhy !== '' && <bdi className={styles.quiet}>{withdrawnWhy}</bdi>}
            </Stack>
          ),
        },
        {
          ...{ id: 'actions', label: t('campaigns.actions'), isLabelHidden: true, align: 'end' },
          cell: (award) => <AwardActions award={award} mayWithdraw={can.withdraw} />,
        },
      ]}
    />
  )
}

/** What it is, and the code of its certificate: the way to the page that verifies it. */
function Given({ award }: { award: AwardView }) {
  const { t } = useMessages()
  const title = useAwardName()(award)
  const { scheme, place, code } = award
  return (
    <Stack gap="s">
      <span>
        {[t(`applications.scheme_${scheme}`), place !== null && t('applications.place', { place })]
          .filter(Boolean)
          .join(', ')}
      </span>
      <a className={styles.code} href={`/certificate/${code}`} aria-label={t('awards.verifyOf', { code, title })}>
        {code}
      </a>
    </Stack>
  )
}

function Whom({ award: { shown } }: { award: AwardView }) {
  const { t } = useMessages()
  const people = shown.people.map(({ name }) => name ?? t('awards.nobody'))
  return (
    <Stack gap="s">
      {shown.project !== null && <bdi>{shown.project}</bdi>}
      {people.length > 0 && <bdi>{people.join(', ')}</bdi>}
      <bdi className={styles.quiet}>{shown.schools.map(({ name, town }) => `${name}, ${town}`).join('; ')}</bdi>
    </Stack>
  )
}

function AwardActions({ award, mayWithdraw }: { award: AwardView; mayWithdraw: boolean }) {
  const { t, locale } = useMessages()
  const title = useAwardName()(award)
  const isWithdrawn = award.state === 'withdrawn'
  return (
    <div className={styles.actions}>
      {!isWithdrawn && (
        <LinkButton
          href={`/api/awards/${award.id}/certificate?language=${locale}`}
          aria-label={t('applications.certificateOf', { title })}
        >
          {t('applications.certificate')}
        </LinkButton>
      )}
      {mayWithdraw && !isWithdrawn && (
        <Dialog
          title={t('awards.withdrawOf', { title })}
          isForWriting
          trigger={
            <Button variant="quiet" aria-label={t('awards.withdrawOf', { title })}>
              {t('awards.withdraw')}
            </Button>
          }
        >
          {(close) => <WithdrawForm award={award} onDone={close} />}
        </Dialog>
      )}
    </div>
  )
}
