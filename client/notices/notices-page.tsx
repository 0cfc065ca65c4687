import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CheckCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'react-aria-components'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useUser } from '#client/session/session.ts'
import { Cover } from '#client/ui/cover.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { noticeAddress, noticeIcons, useNoticeSentence } from './notice-words.ts'
import styles from './notices-page.module.css'
import { noticesQuery, unreadQuery, useReadNotices } from '../data/notices.ts'
import type { NoticeView } from '../data/notices.ts'

/** Everything the bell rang for, newest first. Going where a notice leads marks it as read. */
export function NoticesPage() {
  const { t } = useMessages()
  const { kind } = useUser()
  const { data, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(noticesQuery)
  const rows = data?.pages.flatMap((page) => page.notices) ?? []
  return (
    <>
      <PageHeading
        title={t('notices.title')}
        lead={t(kind === 'pupil' ? 'notices.leadPupil' : 'notices.lead')}
        actions={<ReadAll />}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && !hasNextPage && <EmptyState sentence={t('notices.empty')} />}
      <Stack>
        {rows.length > 0 && (
          <ul role="list" className={styles.list} aria-label={t('notices.title')}>
            {rows.map((notice) => (
              <li key={notice.id}>
                <NoticeRow notice={notice} />
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <div>
            <OnlineButton isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {t('notices.older')}
            </OnlineButton>
          </div>
        )}
      </Stack>
    </>
  )
}

function ReadAll() {
  const { t } = useMessages()
  const errorText = useErrorText()
  const read = useReadNotices()
  const count = useQuery(unreadQuery).data?.unreadCount ?? 0
  if (count === 0) return null
  const onError = (error: Error) => toast(errorText(error).text, { tone: 'problem' })
  return (
    <OnlineButton
      icon={CheckCheck}
      isPending={read.isPending}
      onPress={() => runChange(read, { all: true }, { onSuccess: () => toast(t('notices.allRead')), onError })}
    >
      {t('notices.readAll')}
    </OnlineButton>
  )
}

/**
 * When a link is followed, by pointer or key. The click itself: by key the link has led away before the key is up again,
 * which is when a press would end.
 */
function useFollowed(onFollow: () => void) {
  const link = useRef<HTMLAnchorElement>(null)
  const latest = useLatest(onFollow)
  useEffect(() => {
    const element = link.current
    const follow = () => latest.current()
    element?.addEventListener('click', follow)
    return () => element?.removeEventListener('click', follow)
  }, [latest])
  return link
}

function NoticeRow({ notice }: { notice: NoticeView }) {
  const { t, locale } = useMessages()
  const sentence = useNoticeSentence()
  const read = useReadNotices()
  const { actor, project, message, at, isRead } = notice
  const link = useFollowed(() => {
    if (!isRead) read.mutate({ ids: [notice.id] })
  })
  return (
    <Link ref={link} href={noticeAddress(notice)} className={cx(styles.notice)} data-read={isRead}>
      <span className={styles.icon}>
        <Icon of={noticeIcons[notice.kind]} />
      </span>
      <span className={styles.words}>
        <span className={styles.sentence}>
          {!isRead && <span className="visually-hidden">{t('notices.new')} </span>}
          <bdi>{sentence(notice)}</bdi> {actor && <SchoolChip school={actor.school} size="tile" />}
        </span>
        {message && (
          <span className={styles.excerpt} lang={message.language ?? undefined} dir="auto">
            {message.excerpt}
          </span>
        )}
        <span className={styles.place}>
          {project && (
            <>
              <Cover title={project.name} colour={project.cover} seed={project.id} size="s" />
              <span>{project.name}</span>
            </>
          )}
          <time dateTime={at}>{formatSince(at, locale)}</time>
        </span>
      </span>
      {!isRead && <span className={styles.dot} aria-hidden="true" />}
    </Link>
  )
}
