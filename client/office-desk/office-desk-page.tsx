import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { accompaniedHref } from '#client/data/accompaniment.ts'
import { type DeskFilter, type DeskItem, officeDeskQuery, type OfficeDesk } from '#client/data/help.ts'
import { AllHelp } from '#client/help/all-help.tsx'
import styles from '#client/ui/rows.module.css'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { PastDay } from '#client/offices/past-day.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { HandledMessages } from './handled-messages.tsx'

/** The desk of an office: what waits there, who has been late for longest first. */
export function OfficeDeskPage() {
  const { t } = useMessages()
  return (
    <OfficeFrame at="desk">
      {({ id }) => (
        <Tabs
          label={t('offices.desk')}
          tabs={[
            { id: 'waiting', label: t('office-desk.waiting'), content: <Waiting officeId={id} /> },
            { id: 'help', label: t('office-desk.allHelp'), content: <AllHelp officeId={id} /> },
            { id: 'past', label: t('offices.pastDay'), content: <PastDay key={id} officeId={id} /> },
          ]}
        />
      )}
    </OfficeFrame>
  )
}

function Waiting({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const [filter, setFilter] = useState<DeskFilter>({})
  const list = useInfiniteQuery(officeDeskQuery(officeId, filter))
  const { data, isPending, isError, error, refetch } = list
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Stack>
      <Filters desk={data?.pages[0]} filter={filter} onChange={setFilter} />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && items.length === 0 && <EmptyState sentence={t('office-desk.empty')} />}
      {items.length > 0 && (
        <ul role="list" className={styles.list} aria-label={t('office-desk.waiting')}>
          {items.map((item) => (
            <li key={`${item.kind} ${item.id}`} className={styles.line}>
              <WaitingRow item={item} officeId={officeId} />
              {data?.pages[0]?.can.takeNotes && <ToNotes officeId={officeId} item={item} />}
            </li>
          ))}
        </ul>
      )}
      <MoreButton list={list} label={t('help.more')} />
      {data?.pages[0]?.can.answerMessages && <HandledMessages officeId={officeId} />}
    </Stack>
  )
}

const kinds = ['person', 'school', 'institution', 'project', 'help', 'inactive', 'partner', 'message'] as const
const everything = 'all'

interface FiltersProps {
  desk: OfficeDesk | undefined
  filter: DeskFilter
  onChange: (filter: DeskFilter) => void
}

function Filters({ desk, filter, onChange }: FiltersProps) {
  const { t } = useMessages()
  const regions = desk?.regions ?? []
  return (
    <div className={styles.filters}>
      <Select
        label={t('office-desk.kind')}
        options={[
          { id: everything, label: t('office-desk.everything') },
          ...kinds.map((id) => ({ id, label: t(`office-desk.kind_${id}`) })),
        ]}
        value={filter.kind ?? everything}
        onChange={(id) => {
          const { kind: _, ...rest } = filter
          const kind = kinds.find((one) => one === id)
          onChange(kind ? { ...rest, kind } : rest)
        }}
      />
      {regions.length > 1 && (
        <Select
          label={t('office-desk.region')}
          options={[
            { id: everything, label: t('office-desk.everywhere') },
            ...regions.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={filter.region ?? everything}
          onChange={(id) => {
            const { region: _, ...rest } = filter
            onChange(id === everything ? rest : { ...rest, region: id })
          }}
        />
      )}
    </div>
  )
}

/** Where one does something about it: of a project nobody wrote in, nowhere, it is only known. */
function addressOf({ kind, id }: DeskItem, officeId: string): string | null {
  if (kind === 'help') return `/help/${id}`
  if (kind === 'message') return `/office/${officeId}/messages/${id}`
  return kind === 'inactive' || kind === 'partner' ? null : `/office/approvals/${id}`
}

function WaitingRow({ item, officeId }: { item: DeskItem; officeId: string }) {
  const address = addressOf(item, officeId)
  if (address === null)
    return (
      <div className={styles.row}>
        <RowWords item={item} />
      </div>
    )
  return (
    <Link href={address} className={cx(styles.row)}>
      <RowWords item={item} />
    </Link>
  )
}

function sinceWords({ kind, partner }: DeskItem, when: string, t: ReturnType<typeof useMessages>['t']): string {
  if (kind === 'partner') return t('office-desk.partnerSilent', { partner: partner ?? '', when })
  return kind === 'inactive' ? t('office-desk.silentSince', { when }) : t('office-desk.waitsSince', { when })
}

function ToNotes({ officeId, item: { about, title } }: { officeId: string; item: DeskItem }) {
  const { t } = useMessages()
  if (about === null) return null
  return (
    <LinkButton
      href={accompaniedHref({ officeId, ...about })}
      variant="quiet"
      aria-label={t('accompaniment.notesOf', { name: title })}
    >
      {t('accompaniment.notes')}
    </LinkButton>
  )
}

function RowWords({ item }: { item: DeskItem }) {
  const { t, locale } = useMessages()
  const place = [item.asker, item.school?.name, item.school?.town, item.region?.name].filter(Boolean).join(', ')
  const when = formatSince(item.since, locale)
  return (
    <>
      <bdi className={styles.title}>{item.title}</bdi>
      {item.isLate ? <Badge tone="warn">{t('office-desk.late')}</Badge> : <span />}
      <span className={styles.aside}>
        {t(`office-desk.kind_${item.kind}`)}
        {item.isAppeal && ` · ${t('office-desk.appeal')}`} · {place} · {sinceWords(item, when, t)}
        {item.waitsFor === 'asker' && ` · ${t('office-desk.waitsForAsker')}`}
        {item.waitsFor === 'correspondent' && ` · ${t('office-desk.withCorrespondent')}`}
        {item.taker && ` · ${t('help.takenBy', { name: item.taker })}`}
      </span>
    </>
  )
}
