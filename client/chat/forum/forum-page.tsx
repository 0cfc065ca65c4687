import { useInfiniteQuery } from '@tanstack/react-query'
import { BellRing, ChartBarBig, Eye, MessagesSquare, Moon, Pin, Plus, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { useChannels } from '../channels/channel-list.tsx'
import { useReaders } from '../channels/channel-names.ts'
import { ChannelSettings } from '../channels/channel-settings.tsx'
import { ChannelStrips } from '../channels/channel-strips.tsx'
import { ChatProvider } from '../space/chat-provider.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { chatAddress } from '../places.ts'
import type { Channel } from '../messages/queries.ts'
import { useMarkRead } from '../channels/use-mark-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { MoreButton } from '#client/session/more-button.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { formatAtSchool } from '#client/quiet/clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import styles from './forum.module.css'
import { NewTopic } from './new-topic.tsx'
import { forumQuery } from './queries.ts'
import type { Topic } from './queries.ts'
import { SearchForum } from './search-forum.tsx'
import { useForumLine } from './use-forum-line.ts'

const topicAddress = (projectId: string, topicId: string) => `/p/${projectId}/forum/${topicId}`

/** The forum of a project: topics for those who do not sit at the screen at the same time. */
export function ForumPage() {
  const projectId = useParam('projectId')
  return (
    <ChatProvider key={projectId} projectId={projectId}>
      <Forum projectId={projectId} />
    </ChatProvider>
  )
}

function Forum({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const readersOf = useReaders()
  const list = useInfiniteQuery(forumQuery(projectId))
  const { data, isPending, isError, error, refetch } = list
  const first = data?.pages[0]
  const topics = data?.pages.flatMap((page) => page.topics) ?? []
  const channel = useChannels(projectId).data?.channels.find(({ kind }) => kind === 'forum')
  useForumLine(first?.channelId)
  // A pause takes it away from pupils; the strip says so.
  const button = first?.can.write && channel?.can.write && <NewTopicButton projectId={projectId} />
  return (
    <>
      <PageHeading
        title={t('forum.title')}
        lead={`${t('forum.lead')} ${readersOf({ kind: 'forum' })}`}
        back={{ href: chatAddress(projectId), label: t('chat.title') }}
        actions={
          first &&
          topics.length + first.held.length > 0 && (
            <>
              <SearchForum projectId={projectId} channelId={first.channelId} />
              {channel?.can.moderate && <Rules channel={channel} />}
              {button}
            </>
          )
        }
      />
      {first && channel && <Seen projectId={projectId} channel={channel} />}
      <Stack>
        {channel && <ChannelStrips channel={channel} />}
        {isPending && <Skeleton of="rows" count={6} />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {first && topics.length + first.held.length === 0 && <EmptyState sentence={t('forum.empty')} action={button} />}
        {first && <TopicList topics={[...first.held, ...topics]} />}
        <MoreButton list={list} label={t('forum.older')} />
      </Stack>
    </>
  )
}

/** Who looks at the list has seen that there is something new: the chat no longer counts it. */
function Seen({ projectId, channel }: { projectId: string; channel: Channel }) {
  useMarkRead(projectId, channel, channel.lastSequence)
  return null
}

function Rules({ channel }: { channel: Channel }) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="quiet" icon={SlidersHorizontal} onPress={() => setIsOpen(true)}>
        {t('chat.rules')}
      </Button>
      {isOpen && <ChannelSettings channel={channel} title={t('forum.title')} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function NewTopicButton({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('forum.new')}
      trigger={
        <Button variant="primary" icon={Plus}>
          {t('forum.new')}
        </Button>
      }
    >
      {(close) => <NewTopic projectId={projectId} onDone={close} />}
    </Dialog>
  )
}

function TopicList({ topics }: { topics: readonly Topic[] }) {
  const { t } = useMessages()
  if (topics.length === 0) return null
  return (
    <ul role="list" className={styles.list} aria-label={t('forum.topics')}>
      {topics.map((topic) => (
        <li key={topic.id}>
          <TopicCard topic={topic} />
        </li>
      ))}
    </ul>
  )
}

function TopicCard({ topic }: { topic: Topic }) {
  const { t, locale } = useMessages()
  const { projectId, people, nameOf } = useChatSpace()
  const author = topic.authorId === null ? undefined : people.get(topic.authorId)
  const since = topic.lastReplyAt ?? topic.at
  return (
    <Link
      href={topicAddress(projectId, topic.id)}
      className={cx(styles.topic)}
      data-new={topic.hasNew && topic.sequence !== null}
      data-pinned={topic.isPinned}
    >
      <Avatar name={nameOf(topic.authorId)} colour={author?.paletteIndex ?? 1} shape={author?.shape ?? 0} size="m" />
      <span className={styles.words}>
        <span className={styles.title} lang={topic.language ?? undefined} dir="auto">
          {topic.title ?? t('forum.removed')}
        </span>
        <span className={styles.facts}>
          <bdi>{nameOf(topic.authorId)}</bdi>
          {author && <SchoolChip school={author.school} size="tile" />}
          <time dateTime={since}>{formatSince(since, locale)}</time>
        </span>
        <TopicMarks topic={topic} />
      </span>
      <span className={styles.posts}>
        <MessagesSquare aria-hidden="true" size={18} />
        {t('forum.posts', { count: topic.replyCount })}
      </span>
    </Link>
  )
}

function TopicMarks({ topic }: { topic: Topic }) {
  const { t, locale } = useMessages()
  const { quiet } = useChatSpace()
  const timeZone = quiet?.schools.find((school) => school.isOwn)?.timeZone ?? 'UTC'
  return (
    <span className={styles.marks}>
      {topic.isPinned && (
        <Badge tone="sun" icon={Pin}>
          {t('forum.pinned')}
        </Badge>
      )}
      {topic.hasPoll && (
        <Badge tone="brand" icon={ChartBarBig}>
          {t('forum.poll')}
        </Badge>
      )}
      {topic.isFollowing && <Badge icon={BellRing}>{t('forum.following')}</Badge>}
      {topic.hasNew && topic.sequence !== null && <Badge tone="danger">{t('forum.hasNew')}</Badge>}
      {topic.isPending && (
        <Badge tone="ice" icon={Eye}>
          {topic.returnedReason === null
            ? t('chat.pendingMark')
            : t('chat.returnedMark', { reason: topic.returnedReason })}
        </Badge>
      )}
      {topic.sequence === null && topic.deliverAt !== null && (
        <Badge tone="ice" icon={Moon}>
          {t('chat.deliveredAt', { when: formatAtSchool(topic.deliverAt, timeZone, locale) })}
        </Badge>
      )}
    </span>
  )
}
