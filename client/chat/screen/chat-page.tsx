import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useKeepSession } from '#client/live/use-keep-session.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { cx } from '#client/ui/cx.ts'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { EmptyState, Skeleton } from '#client/ui/states.tsx'
import { ChannelList, useChannels } from '../channels/channel-list.tsx'
import { useChannelTitle } from '../channels/channel-names.ts'
import { ChannelView } from '../channels/channel-view.tsx'
import { ChatProvider } from '../space/chat-provider.tsx'
import { GoneChannel } from '../channels/gone-channel.tsx'
import styles from './chat-page.module.css'
import { type ChatPlace, readPlace } from '../places.ts'
import type { Channel } from '../messages/queries.ts'
import talk from '../talk/talk-screen.module.css'
import { useIsNarrow } from './use-is-narrow.ts'
import { useRootMark } from '#client/ui/use-root-mark.ts'

/** On a screen that is wide enough for both, the channel beside the list; else one of them. */
function Chat({ projectId, place, channels }: { projectId: string; place: ChatPlace; channels: readonly Channel[] }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const titleOf = useChannelTitle()
  const screen = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(screen)
  useRootMark('open', place.channel === undefined ? null : 'channel')
  // On a phone the list is a screen of its own: what is not looked at is not read.
  const first = isNarrow === false ? channels[0]?.id : undefined
  const channel = channels.find(({ id }) => id === (place.channel ?? first))
  const channelId = channel?.id
  const onThread = (thread: string | null) =>
    void navigate({
      to: '/p/$projectId/chat',
      params: { projectId },
      search: { ...(channelId ? { channel: channelId } : {}), ...(thread ? { thread } : {}) },
      replace: true,
    })
  return (
    <div ref={screen} className={cx(talk.screen, styles.sides)} data-open={place.channel !== undefined}>
      <ScreenTitle
        className="visually-hidden"
        title={channel ? t('chat.titleIn', { channel: titleOf(channel) }) : t('chat.title')}
      />
      <ChannelList channels={channels} here={channel?.id ?? null} />
      {channel && (
        <ChannelView
          key={channel.id}
          channel={channel}
          message={place.message ?? null}
          thread={place.thread ?? null}
          onThread={onThread}
          hasBack
        />
      )}
      {!channel && place.channel !== undefined && <GoneChannel key={place.channel} channelId={place.channel} />}
    </div>
  )
}

function Channels({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { data, error, refetch } = useChannels(projectId)
  const place = readPlace(useSearch({ strict: false }))
  useKeepSession()
  useRootMark('screen', 'chat')
  if (data && data.channels.length === 0) return <EmptyState title={t('chat.title')} sentence={t('chat.noChannels')} />
  const forum = data?.channels.find(({ id, kind }) => kind === 'forum' && id === place.channel)
  if (forum) return <ToForum projectId={projectId} topicId={place.thread} />
  if (data) return <Chat projectId={projectId} place={place} channels={data.channels} />
  if (error) return <ErrorScreen error={error} onRetry={() => void refetch()} />
  return <Skeleton of="rows" count={8} />
}

/** A forum is a channel too, with screens of its own: an address of the chat leads there. */
function ToForum({ projectId, topicId }: { projectId: string; topicId: string | undefined }) {
  if (topicId === undefined) return <Navigate to="/p/$projectId/forum" params={{ projectId }} replace />
  return <Navigate to="/p/$projectId/forum/$topicId" params={{ projectId, topicId }} replace />
}

/** Screen P5: the channels of a project, live. */
export function ChatPage() {
  const projectId = useParam('projectId')
  return (
    <ChatProvider key={projectId} projectId={projectId}>
      <Channels projectId={projectId} />
    </ChatProvider>
  )
}
