import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { contactsQuery } from '#client/data/contacts.ts'
import {
  directoryCountsQuery,
  type DirectoryList,
  type DirectoryPage as Page,
  directoryQuery,
  type DirectoryWish,
} from '#client/data/directory.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Filters } from './filters.tsx'
import { FoundRows } from './found-rows.tsx'
import { SaveSearch } from './save-search.tsx'
import { readAsked } from './asked.ts'
import styles from './directory.module.css'

const lists = ['people', 'offers', 'circles', 'schools', 'projects'] as const
/** A hand that types rests so long between two words. */
const restMs = 300

/** What is typed, once the hand rests. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** Teachers find one another, schools and projects. */
export function DirectoryPage() {
  const { t } = useMessages()
  const [asked] = useState(() => readAsked(location.search))
  const [list, setList] = useState<DirectoryList>(asked.list)
  const [words, setWords] = useState(asked.q)
  const [filters, setFilters] = useState<Omit<DirectoryWish, 'q'>>(asked.filters)
  const wish = { ...filters, q: useRested(words.trim()) }
  return (
    <>
      <PageHeading
        title={t('directory.title')}
        lead={t('directory.lead')}
        actions={
          <>
            <LinkButton href="/network/contacts">{t('directory.toContacts')}</LinkButton>
            <LinkButton href="/network/circles">{t('directory.toCircles')}</LinkButton>
            <LinkButton href="/network/searches">{t('directory.savedSearches')}</LinkButton>
            <LinkButton href="/network/offers">{t('directory.ownOffers')}</LinkButton>
            <LinkButton href="/network/profile">{t('directory.ownProfile')}</LinkButton>
          </>
        }
      />
      <Stack>
        <Row isSpread>
          <SegmentedControl
            label={t('directory.lists')}
            options={lists.map((id) => ({ id, label: t(`directory.list_${id}`) }))}
            value={list}
            onChange={(next) => {
              setList(next)
              // What a school is, a person is not.
              setFilters(({ country, region }) => ({ ...(country && { country }), ...(region && { region }) }))
            }}
          />
          <SearchField label={t('directory.search')} isWide value={words} onChange={setWords} maxLength={120} />
        </Row>
        <Found list={list} wish={wish} onFilter={setFilters} />
      </Stack>
    </>
  )
}

interface FoundProps {
  list: DirectoryList
  wish: DirectoryWish
  onFilter: (filters: Omit<DirectoryWish, 'q'>) => void
}

function Found({ list, wish, onFilter }: FoundProps) {
  const found = useInfiniteQuery(directoryQuery(list, wish))
  const { data: counts } = useQuery(directoryCountsQuery(list, wish))
  const { data, isPending, isError, error, refetch } = found
  // Without them nobody can be asked.
  const contacts = useQuery({ ...contactsQuery, enabled: list === 'people' })
  const { q, ...filters } = wish
  const isAsked = q !== '' || Object.keys(filters).length > 0
  return (
    <div className={styles.found}>
      <Filters list={list} filters={filters} counts={counts} onChange={onFilter} />
      <Stack>
        {isPending && <Skeleton of="rows" count={6} />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <Total total={counts?.total ?? null} counted={counts?.counted ?? null} />
            {isAsked && <SaveSearch key={JSON.stringify([list, wish])} list={list} wish={wish} />}
            {contacts.isError && !contacts.data && (
              <ErrorState error={contacts.error} onRetry={() => void contacts.refetch()} />
            )}
            <Rows list={list} pages={data.pages} isAsked={isAsked} weeks={list === 'offers' ? wish.weeks : undefined} />
            <More list={list} found={found} last={data.pages.at(-1)} />
          </>
        )}
      </Stack>
    </div>
  )
}

function Total({ total, counted }: { total: number | null; counted: number | null }) {
  const { t } = useMessages()
  if (counted === null) return <p role="status" />
  return (
    <p role="status">
      {total === null ? t('directory.foundMany', { count: counted }) : t('directory.foundCount', { count: total })}
    </p>
  )
}

interface RowsProps {
  list: DirectoryList
  pages: readonly Page[]
  isAsked: boolean
  weeks: string | undefined
}

function Rows({ list, pages, isAsked, weeks }: RowsProps) {
  const { t } = useMessages()
  if (pages.some((page) => page[list].length > 0)) return <FoundRows pages={pages} weeks={weeks} />
  if (isAsked) return <EmptyState sentence={t('directory.nothingFound')} />
  if (list === 'offers')
    return (
      <EmptyState
        sentence={t('directory.noOfferYet')}
        action={
          <LinkButton variant="primary" href="/network/offers/new">
            {t('directory.offerClass')}
          </LinkButton>
        }
      />
    )
  if (list !== 'people') return <EmptyState sentence={t('directory.nothingYet')} />
  return (
    <EmptyState
      sentence={t('directory.nobodyYet')}
      action={
        <LinkButton variant="primary" href="/network/profile">
          {t('directory.ownProfile')}
        </LinkButton>
      }
    />
  )
}

interface MoreProps {
  list: DirectoryList
  found: Parameters<typeof MoreButton>[0]['list']
  last: Page | undefined
}

function More({ list, found, last }: MoreProps) {
  const { t } = useMessages()
  const order = list === 'people' ? 'directory.order' : (`directory.order_${list}` as const)
  return (
    <>
      <MoreButton list={found} label={t('directory.more')} />
      {last?.isCut && <p>{t('directory.cut')}</p>}
      <p className={styles.quiet}>
        {t(order)}{' '}
        {(list === 'people' || list === 'offers') && last && t('directory.limitSaid', { count: last.mostPeopleAnHour })}
      </p>
    </>
  )
}
