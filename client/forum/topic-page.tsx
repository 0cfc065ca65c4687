import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, BellOff, ChevronLeft, Eye } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-aria-components'
import { useChannels } from '#client/chat/channel-list.tsx'
import { useReaders } from '#client/chat/channel-names.ts'
import { ChannelStrips, isClosedForGood } from '#client/chat/channel-strips.tsx'
import { ChatProvider } from '#client/chat/chat-provider.tsx'
import { useOutgoing } from '#client/chat/chat-sender.ts'
import { useChatSpace } from '#client/chat/chat-space.ts'
import { Composer } from '#client/chat/composer.tsx'
import { EditComposer } from '#client/chat/edit-composer.tsx'
import { lastEditable } from '#client/chat/log-rows.ts'
import { MessageLog } from '#client/chat/message-log.tsx'
import { MessageRow } from '#client/chat/message-row.tsx'
import { OutgoingRow } from '#client/chat/outgoing-row.tsx'
import { type Channel, heldQuery, type Message, messageQuery, useChannelWindow } from '#client/chat/queries.ts'
import talk from '#client/chat/talk-screen.module.css'
import { useMessageDeeds } from '#client/chat/use-message-deeds.tsx'
import { useSlowUntil } from '#client/chat/use-slow-until.ts'
import { useTakeBack } from '#client/chat/use-take-back.ts'
import { useKeepSession } from '#client/live/use-keep-session.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useRegionKeys } from '#client/ui/use-region-keys.ts'
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
  useRegionKeys()
  const channel = channels.data?.channels.find(({ id }) => id === topic.data?.channelId)
  const error = topic.error ?? channels.error
  if (error && !topic.data)
    return (
      <div className={styles.alone}>
        <Link href={`/p/${projectId}/forum`} className={cx(styles.back)}>
          <Icon of={ChevronLeft} />
          {t('forum.title')}
        </Link>
        <ErrorState error={error} onRetry={() => void Promise.all([topic.refetch(), channels.refetch()])} />
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

const nothing = () => {}

/** Who has not chosen in a poll begins where it stands, and so does who never opened the topic. */
const waitsForMe = (poll: TopicView['poll']) => poll !== null && poll.can.choose && poll.chosen.length === 0

interface OpenTopicProps {
  view: TopicView
  channel: Channel
}

function OpenTopic({ view, channel }: OpenTopicProps) {
  const { t } = useMessages()
  const { sender, selfId, project } = useChatSpace()
  const { topic } = view
  // Kept up to date by the line, like every message.
  const { message } = useQuery({ ...messageQuery(topic.id), initialData: { message: view.message } }).data
  const title = (message.deletedAt === null ? topic.title : null) ?? t('forum.removed')
  useForumLine(channel.id)
  const window = useChannelWindow(channel.id, { kind: 'thread', messageId: topic.id })
  // As it was when the topic was opened.
  const [readUntil] = useState(topic.readSequence)
  const [startsAtTop] = useState(readUntil === null || waitsForMe(view.poll))
  const [editing, setEditing] = useState<Message | null>(null)
  const [answered, setAnswered] = useState<Message | null>(null)
  const place = `${channel.id}/${topic.id}`
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const messages = window.data?.messages
  const held = useHeldPosts(channel.id, topic.id)
  const waiting = useOutgoing(sender, channel.id, messages, held).filter(
    ({ replyTo }) => replyTo === topic.id || messages?.some((one) => one.id === replyTo),
  )
  const slowUntil = useSlowUntil(channel, messages)
  const takeBack = useTakeBack(place)
  useTopicRead(topic.id, messages?.at(-1)?.sequence ?? topic.sequence)
  const focusField = () => fieldRef.current?.focus()
  const deeds = useMessageDeeds(channel, {
    onReply: (one) => {
      setAnswered(one)
      focusField()
    },
    onEdit: setEditing,
  })
  const rows = { isInThread: true, onMenu: deeds.onMenu, onThread: nothing, onJump: nothing }
  const top = (
    <div className={styles.top}>
      <MessageRow message={message} isFollowing={false} isCurrent={messages?.length === 0} isTarget={false} {...rows} />
      {view.poll && message.deletedAt === null && <PollCard poll={view.poll} />}
    </div>
  )
  return (
    <section className={cx(talk.screen, styles.topicScreen)} aria-label={title}>
      <TopicHeader view={view} title={title} />
      <div className={styles.strips}>
        <ChannelStrips channel={channel} />
      </div>
      {window.isPending && <Skeleton of="rows" count={6} />}
      {window.isError && !window.data && (
        <div className={styles.early}>
          {top}
          <ErrorState error={window.error} onRetry={() => void window.refetch()} />
        </div>
      )}
      {window.data && (
        <MessageLog
          label={t('forum.postsOf', { title })}
          window={window.data}
          readUntil={readUntil}
          {...(startsAtTop ? { first: `message-${topic.id}` } : {})}
          target={null}
          turning={{ error: window.turn.error, retry: window.older }}
          onOlder={window.older}
          onNewer={window.newer}
          onEnd={nothing}
          onNewest={nothing}
          onLeave={focusField}
          beginning={top}
          {...rows}
        >
          {held.map((one) => (
            <MessageRow key={one.id} message={one} isFollowing={false} isCurrent={false} isTarget={false} {...rows} />
          ))}
          {waiting.map((item) => (
            <OutgoingRow key={item.id} item={item} onTakeBack={takeBack} onDiscarded={focusField} />
          ))}
        </MessageLog>
      )}
      {editing ? (
        <EditComposer key={editing.id} channel={channel} message={editing} onDone={() => setEditing(null)} />
      ) : (
        topic.sequence !== null &&
        message.deletedAt === null &&
        !isClosedForGood(channel, project?.state) && (
          <Composer
            channel={channel}
            place={place}
            replyTo={answered ?? message}
            {...(answered ? { onCancelReply: () => setAnswered(null) } : {})}
            fieldRef={fieldRef}
            slowUntil={slowUntil}
            onUp={() => setEditing(lastEditable(messages ?? [], selfId))}
            onTyping={nothing}
            onSent={() => setAnswered(null)}
          />
        )
      )}
      {deeds.element}
    </section>
  )
}

/** Posts of this topic that wait for the end of quiet hours. */
function useHeldPosts(channelId: string, topicId: string) {
  const held = useQuery(heldQuery(channelId)).data?.messages ?? []
  return held.filter((message) => message.threadId === topicId)
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
  useEffect(() => {
    document.title = `${title} · ${t('common.appName')}`
  }, [title, t])
  return (
    <header className={styles.header}>
      <Link href={`/p/${projectId}/forum`} className={cx(styles.back)}>
        <Icon of={ChevronLeft} />
        {t('forum.title')}
      </Link>
      <div className={styles.headWords}>
        <h1 tabIndex={-1} lang={topic.language ?? undefined} dir="auto">
          {title}
        </h1>
        <p className={styles.readers}>
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
    follow.mutate(!isFollowing, {
      onSuccess: () => toast(t(isFollowing ? 'forum.unfollowed' : 'forum.followed')),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <OnlineButton icon={isFollowing ? BellOff : Bell} isPending={follow.isPending} onPress={onPress}>
      {t(isFollowing ? 'forum.unfollow' : 'forum.follow')}
    </OnlineButton>
  )
}
