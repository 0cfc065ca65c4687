import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-aria-components'
import { type ReadingInList, readingsQuery } from '#client/data/evaluations.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import rows from '#client/ui/rows.module.css'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { StateBadge } from './state-badge.tsx'

/** What waits for one's marks comes first. */
const parts = [
  { id: 'waiting', states: ['offered', 'open'] },
  { id: 'done', states: ['submitted', 'conflicted'] },
] as const

/** What one was given to judge, and until when. */
export function ReadingsPage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(readingsQuery)
  return (
    <>
      <PageHeading title={t('evaluations.title')} lead={t('evaluations.titleLead')} />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.evaluations.length === 0 && <EmptyState sentence={t('evaluations.none')} />}
      {data && data.evaluations.length > 0 && (
        <Stack gap="l">
          {parts.map(({ id, states }) => {
            const own = data.evaluations.filter(({ state }) => states.some((one) => one === state))
            return own.length > 0 && <Part key={id} id={id} readings={own} />
          })}
        </Stack>
      )}
    </>
  )
}

function Part({ id, readings }: { id: (typeof parts)[number]['id']; readings: readonly ReadingInList[] }) {
  const { t } = useMessages()
  const title = t(`evaluations.part_${id}`)
  return (
    <section>
      <h2>{title}</h2>
      <ul className={cx(rows.list, rows.narrow)} aria-label={title}>
        {readings.map((reading) => (
          <li key={reading.id}>
            <ReadingRow reading={reading} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReadingRow({ reading }: { reading: ReadingInList }) {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  const { id, title, titles, language, state, round, decidesAt, submittedAt } = reading
  const when =
    submittedAt === null
      ? t('evaluations.until', { when: formatMoment(decidesAt, locale) })
      : t('evaluations.since', { when: formatMoment(submittedAt, locale) })
  const facts = [
    words(titles),
    languageName(language, locale),
    ...(round > 1 ? [t('evaluations.again')] : []),
    ...(state === 'conflicted' ? [] : [when]),
  ]
  return (
    <Link href={`/evaluate/${id}`} className={cx(rows.row)}>
      <bdi className={cx(rows.title)}>{title}</bdi>
      <StateBadge state={state} />
      <span className={cx(rows.aside)}>{facts.join(' · ')}</span>
    </Link>
  )
}
