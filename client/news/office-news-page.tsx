import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { type NewsRow, officeNewsQuery, useDraftNews } from '#client/data/news.ts'
import type { OfficeView } from '#client/data/offices.ts'
import { formatDay } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { emptyDraft, sentOf } from './draft.ts'
import { NewsForm } from './news-form.tsx'
import styles from '#client/ui/rows.module.css'

/** All that an office has written, and the way to write more. */
export function OfficeNewsPage() {
  return <OfficeFrame at="news">{(office) => <OfficeNews office={office} />}</OfficeFrame>
}

function OfficeNews({ office }: { office: OfficeView['office'] }) {
  const { t } = useMessages()
  const list = useInfiniteQuery(officeNewsQuery(office.id))
  const { data, isPending, isError, error, refetch } = list
  const rows = data?.pages.flatMap((page) => page.news) ?? []
  return (
    <Stack>
      <div>
        <Dialog
          title={t('news.write')}
          size="l"
          isForWriting
          trigger={
            <Button variant="primary" icon={Plus}>
              {t('news.write')}
            </Button>
          }
        >
          <NewNews office={office} />
        </Dialog>
      </div>
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <EmptyState sentence={t('news.noneWritten')} />}
      {rows.length > 0 && (
        <ul role="list" className={styles.list} aria-label={t('news.title')}>
          {rows.map((row) => (
            <li key={row.id}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton list={list} label={t('news.more')} />
    </Stack>
  )
}

function NewNews({ office }: { office: OfficeView['office'] }) {
  const { t, locale } = useMessages()
  const navigate = useNavigate()
  const begin = useDraftNews(office.id)
  const [draft, setDraft] = useState(() => emptyDraft(office.countryCode, locale))
  return (
    <NewsForm
      office={office}
      draft={draft}
      onChange={setDraft}
      sending={begin}
      hasWords={draft.texts.some(({ title, body }) => title + body !== '')}
      submitLabel={t('news.keepDraft')}
      onSubmit={() =>
        begin.mutate(sentOf(draft), {
          onSuccess: ({ news }) =>
            void navigate({ to: '/office/news/$newsId', params: { newsId: news.id }, ignoreBlocker: true }),
        })
      }
    />
  )
}

const tones = { draft: 'neutral', published: 'brand', withdrawn: 'sun' } as const

export function StateBadge({ state }: Pick<NewsRow, 'state'>) {
  const { t } = useMessages()
  return <Badge tone={tones[state]}>{t(`news.state_${state}`)}</Badge>
}

function Row({ row }: { row: NewsRow }) {
  const { t, locale } = useMessages()
  const { id, kind, title, languages, from, to, region } = row
  const spoken = languages.map((code) => languageName(code, locale)).join(', ')
  return (
    <Link href={`/office/news/${id}`} className={cx(styles.row)}>
      <bdi className={styles.title}>{title}</bdi>
      <StateBadge state={row.state} />
      <span className={styles.aside}>
        {t(`news.kind_${kind}`)} · {spoken} ·{' '}
        {to === null
          ? t('news.fromDay', { from: formatDay(from, locale) })
          : t('news.fromTo', { from: formatDay(from, locale), to: formatDay(to, locale) })}
        {region && ` · ${region.name}`}
      </span>
    </Link>
  )
}
