import { useInfiniteQuery } from '@tanstack/react-query'
import { type NewsRow, ownNewsQuery } from '#client/data/news.ts'
import { formatDate, formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import rowStyles from '#client/ui/rows.module.css'
import styles from './news.module.css'

/** What offices tell a teacher: by time, and it ends. */
export function HomeNews() {
  const { t } = useMessages()
  const user = useUser()
  const list = useInfiniteQuery({ ...ownNewsQuery, enabled: user.can.readNews })
  const rows = list.data?.pages.flatMap((page) => page.news) ?? []
  const isMissing = list.isError && !list.data
  if (rows.length === 0 && !isMissing) return null
  return (
    <Card
      title={t('news.title')}
      actions={
        <LinkButton href="/news" variant="quiet">
          {t('news.all')}
        </LinkButton>
      }
    >
      <Stack>
        {isMissing && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        <ul role="list" className={rowStyles.list} aria-label={t('news.title')}>
          {rows.map((row) => (
            <li key={row.id}>
              <Item row={row} />
            </li>
          ))}
        </ul>
        <MoreButton list={list} label={t('news.more')} />
      </Stack>
    </Card>
  )
}

/** The page of an item is no screen: the browser opens it anew. */
function Item({ row }: { row: NewsRow }) {
  const { t, locale } = useMessages()
  const { id, kind, language, title, office, startsAt, place, outSince } = row
  const when = startsAt ?? outSince
  return (
    <div className={styles.item}>
      <a href={`/news/${id}?language=${language}`} lang={language} dir="auto">
        {title}
      </a>
      <span className={rowStyles.aside}>
        {t(`news.kind_${kind}`)} · {office.name}
        {when !== null && (
          <>
            {' '}
            · <time dateTime={when}>{startsAt === null ? formatDate(when, locale) : formatMoment(when, locale)}</time>
          </>
        )}
        {place !== '' && ` · ${place}`}
      </span>
    </div>
  )
}
