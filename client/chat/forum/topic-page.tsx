import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, BellOff, ChevronLeft, Eye } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-aria-components'
import { useChannels } from '../channels/channel-list.tsx'
import around from '../channels/around.module.css'
import { useReaders } from '../channels/channel-names.ts'
import { ChannelStrips, isClosedForGood } from '../channels/channel-strips.tsx'
import { ChatProvider } from '../space/chat-provider.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { type Channel, messageQuery } from '../messages/queries.ts'
import screen from '../talk/talk-screen.module.css'
import { Talk } from '../talk/talk.tsx'
import { type Reading, useThreadReading } from '../log/use-reading.ts'
import { useKeepSession } from '#client/live/use-keep-session.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { useParam } from '#client/ui/use-param.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import styles from './forum.module.css'
import { PollCard } from './poll.tsx'
import { markTopicRead, topicQuery, useFollow } from './queries.ts'
import type { TopicView } from './queries.ts'
import { useForumLine } from './use-forum-line.ts'

/** One topic: what it is about, its poll, and everything that was said to it. */
export function TopicPage() {
  const projectId = useParam('projectId')
  const topicId = useParam('topicId')
  useRootMark('screen', 'topic')
  return (
    <ChatProvider key={topicId} projectId={projectId}>
      <Topic projectId={projectId} topicId={topicId} />
    </ChatProvider>
  )
}

function Topic({ projectId, topicId }: { projectId: string; topicId: string }) {
  const { t } = useMessages()
  const topic = useQuery(topicQuery(topicId))
  const channels = useChannels(projectId)
  useKeepSession()
  const channel = channels.data?.channels.find(({ id }) => id === topic.data?.channelId)
  const error = topic.error ?? channels.error
  if (error && !topic.data)
    return (
      <div className={styles.alone}>
        <Link href={`/p/${projectId}/forum`} className={cx(styles.back)}>
          <Icon of={ChevronLeft} />
          {t('forum.title')}
        </Link>
        <ErrorScreen error={error} onRetry={() => void Promise.all([topic.refetch(), channels.refetch()])} />
      </div>
    )
  if (!topic.data || !channel)
    return (
      <div className={styles.alone}>
        <Skeleton of="rows" count={6} />
      </div>
    )
  return <OpenTopic view={topic.data} channel={channel} />
}

/** Who has not chosen in a poll begins where it stands, and so does who never opened the topic. */
const waitsForMe = (poll: TopicView['poll']) => poll !== null && poll.can.choose && poll.chosen.length === 0

/** What is new is what was new when the topic was opened. */
function useTopicReading({ topic, channelId, poll }: TopicView): Reading {
  const reading = useThreadReading(channelId, topic.id)
  const [readUntil] = useState(topic.readSequence)
  const [startsAtTop] = useState(readUntil === null || waitsForMe(poll))
  useTopicRead(topic.id, reading.window.data?.messages.at(-1)?.sequence ?? topic.sequence)
  return { ...reading, readUntil, ...(startsAtTop ? { first: `message-${topic.id}` } : {}) }
}

interface OpenTopicProps {
  view: TopicView
  channel: Channel
}

function OpenTopic({ view, channel }: OpenTopicProps) {
  const { t } = useMessages()
  const { project } = useChatSpace()
  const { topic, poll } = view
  // Kept up to date by the line, like every message.
  const { message } = useQuery({ ...messageQuery(topic.id), initialData: { message: view.message } }).data
  const isThere = message.deletedAt === null
  const title = (isThere ? topic.title : null) ?? t('forum.removed')
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const reading = useTopicReading(view)
  useForumLine(channel.id)
  const canWrite = topic.sequence !== null && isThere && !isClosedForGood(channel, project?.state)
  return (
    <section className={cx(screen.screen, styles.topicScreen)} aria-label={title}>
      <TopicHeader view={view} title={title} />
      <div className={around.strips}>
        <ChannelStrips channel={channel} />
      </div>
      <Talk
        {...{ channel, reading, fieldRef }}
        top={{ message, isInLog: true, below: isThere && poll && <PollCard poll={poll} /> }}
        can={{ write: canWrite, quote: true }}
        label={t('forum.postsOf', { title })}
      />
    </section>
  )
}

/** Who reads to the end has read it. */
function useTopicRead(topicId: string, sequence: number | null) {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (sequence === null) return undefined
    const mark = () => {
      // Without a line it is marked at the next look; what is not marked is only called new once more.
      if (document.visibilityState !== 'visible') return
      void markTopicRead(queryClient, topicId, sequence).catch(() => undefined)
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [topicId, sequence, queryClient])
}

function TopicHeader({ view, title }: { view: TopicView; title: string }) {
  const { t } = useMessages()
  const readersOf = useReaders()
  const { topic, projectId } = view
  return (
    <header className={styles.header}>
      <Link href={`/p/${projectId}/forum`} className={cx(styles.back)}>
        <Icon of={ChevronLeft} />
        {t('forum.title')}
      </Link>
      <div className={styles.headWords}>
        <ScreenTitle title={title} lang={topic.language ?? undefined} />
        <p className={around.readers}>
          <Icon of={Eye} size="s" /> {readersOf({ kind: 'forum' })}
        </p>
      </div>
      <FollowButton view={view} />
    </header>
  )
}

function FollowButton({ view }: { view: TopicView }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const { id, isFollowing } = view.topic
  const follow = useFollow(id)
  const onPress = () =>
    runChange(follow, !isFollowing, {
      onSuccess: () => toast(t(isFollowing ? 'forum.unfollowed' : 'forum.followed')),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <OnlineButton icon={isFollowing ? BellOff : Bell} isPending={follow.isPending} onPress={onPress}>
      {t(isFollowing ? 'forum.unfollow' : 'forum.follow')}
    </OnlineButton>
  )
}
