import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import styles from './side-panel.module.css'
import { channelSections, useChannels } from '../channels/channel-list.tsx'
import { useChannelTitle } from '../channels/channel-names.ts'
import { ChannelView } from '../channels/channel-view.tsx'
import { ChatProvider } from '../space/chat-provider.tsx'
import type { Channel } from '../messages/queries.ts'

interface ChatAsideProps {
  projectId: string
  groupId: string | null
}

function Channels({ channels, groupId }: { channels: readonly Channel[]; groupId: string | null }) {
  const { t } = useMessages()
  const titleOf = useChannelTitle()
  const [chosen, setChosen] = useState<string | null>(null)
  const [thread, setThread] = useState<string | null>(null)
  // The forum is a place of its own.
  const talk = channels.filter(({ kind }) => kind !== 'forum')
  const offered = channelSections(talk, chosen).flatMap((section) => section.channels)
  const ofGroup = offered.find((channel) => groupId !== null && channel.groupId === groupId)
  const channel = offered.find(({ id }) => id === chosen) ?? ofGroup ?? offered[0]
  if (channel === undefined) return <p>{t('chat.noChannels')}</p>
  const options = offered.map((one) => ({
    id: one.id,
    label: titleOf(one),
    ...(one.unreadCount > 0 ? { description: t('chat.unread', { count: one.unreadCount }) } : {}),
  }))
  return (
    <>
      <div className={styles.choice}>
        <Select
          label={t('chat.channel')}
          options={options}
          value={channel.id}
          onChange={(id) => {
            setChosen(id)
            setThread(null)
          }}
        />
      </div>
      <ChannelView
        key={channel.id}
        channel={channel}
        message={null}
        thread={thread}
        onThread={setThread}
        hasBack={false}
      />
    </>
  )
}

function Aside({ projectId, groupId }: ChatAsideProps) {
  const { data, error, refetch } = useChannels(projectId)
  if (data) return <Channels channels={data.channels} groupId={groupId} />
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" />
}

/** The chat of a project beside one of its pages. */
export function ChatAside({ projectId, groupId }: ChatAsideProps) {
  const { t } = useMessages()
  return (
    <aside className={styles.aside} aria-label={t('chat.title')} data-print="no">
      <ChatProvider projectId={projectId}>
        <Aside projectId={projectId} groupId={groupId} />
      </ChatProvider>
    </aside>
  )
}
