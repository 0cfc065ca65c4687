import { useCallback, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { ChannelHeader } from './channel-header.tsx'
import { useChannelTitle } from './channel-names.ts'
import { ChannelStrips, isClosedForGood } from './channel-strips.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import around from './around.module.css'
import styles from './channel.module.css'
import { Panel } from './panel.tsx'
import { PinsPanel } from './pins-panel.tsx'
import type { Channel, Message } from '../messages/queries.ts'
import { SearchMessages, type SearchProps } from './search-messages.tsx'
import { Talk, type TalkProps } from '../talk/talk.tsx'
import { ThreadPanel } from './thread-panel.tsx'
import { isTypingShown } from '../log/use-typing.ts'
import { TypingMark } from './typing-mark.tsx'
import { useChannelReading } from './use-channel-reading.ts'

interface ChannelViewProps {
  channel: Channel
  /** Sequence of a message to show first. */
  message: number | null
  /** Id of the message whose thread is open beside. */
  thread: string | null
  onThread: (messageId: string | null) => void
  hasBack: boolean
}

function panelIsOver(view: HTMLElement | null) {
  const panel = view?.querySelector('[data-region="panel"]')
  return panel != null && getComputedStyle(panel).position === 'absolute'
}

/** What is open beside the channel: a thread, the search or what is pinned, one of them. */
function usePanels(thread: string | null, onThread: (messageId: string | null) => void) {
  const [tool, setTool] = useState<'search' | 'pins' | null>(null)
  const latestThread = useLatest(onThread)
  const openThread = useCallback(
    (messageId: string | null) => {
      setTool(null)
      latestThread.current(messageId)
    },
    [latestThread],
  )
  const openTool = (next: 'search' | 'pins') => {
    onThread(null)
    setTool(next)
  }
  return { tool, isOpen: thread !== null || tool !== null, openThread, openTool }
}

/** One channel: its head, its talk, and what is open beside. */
export function ChannelView({ channel, message, thread, onThread, hasBack }: ChannelViewProps) {
  const title = useChannelTitle()(channel)
  const { reading, jump, toDate } = useChannelReading(channel, message)
  const panels = usePanels(thread, onThread)
  const viewRef = useRef<HTMLDivElement>(null)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const jumpTo = useCallback(
    (found: Message) => {
      if (found.sequence !== null) jump(found.sequence)
    },
    [jump],
  )
  const closePanels = () => {
    panels.openThread(null)
    fieldRef.current?.focus()
  }
  /** Where the panel lies over the talk, what it leads to would be behind it. */
  const leadTo = (found: Message) => {
    if (panelIsOver(viewRef.current)) closePanels()
    jumpTo(found)
  }
  return (
    <div ref={viewRef} className={styles.view} data-panel={panels.isOpen}>
      <section className={styles.channel} aria-label={title}>
        <ChannelHeader
          {...{ channel, title, hasBack }}
          onSearch={() => panels.openTool('search')}
          onPins={() => panels.openTool('pins')}
          onDate={toDate}
        />
        <div className={around.strips}>
          <ChannelStrips channel={channel} />
        </div>
        <ChannelTalk {...{ channel, title, reading, fieldRef }} onThread={panels.openThread} onJump={jumpTo} />
      </section>
      <Panels channel={channel} thread={thread} tool={panels.tool} onClose={closePanels} onJump={leadTo} />
    </div>
  )
}

interface ChannelTalkProps extends Pick<TalkProps, 'channel' | 'reading' | 'fieldRef' | 'onThread' | 'onJump'> {
  title: string
}

function ChannelTalk({ title, ...talk }: ChannelTalkProps) {
  const { t } = useMessages()
  const { project, quiet } = useChatSpace()
  const { channel } = talk
  return (
    <Talk
      {...talk}
      top={null}
      can={{ write: !isClosedForGood(channel, project?.state), quote: true }}
      label={t('chat.logOf', { channel: title })}
      beginning={(isEmpty) => <Beginning channel={channel} isEmpty={isEmpty} />}
      foot={<TypingMark channelId={channel.id} isShown={isTypingShown(channel, quiet)} />}
    />
  )
}

interface PanelsProps {
  channel: Channel
  thread: string | null
  tool: 'search' | 'pins' | null
  onClose: () => void
  onJump: (message: Message) => void
}

function Panels({ thread, tool, ...panel }: PanelsProps) {
  if (thread !== null) return <ThreadPanel key={thread} messageId={thread} {...panel} />
  if (tool === 'search') return <SearchPanel channelId={panel.channel.id} {...panel} />
  return tool === 'pins' && <PinsPanel {...panel} />
}

function SearchPanel({ channelId, onJump, onClose }: SearchProps & { onClose: () => void }) {
  const { t } = useMessages()
  return (
    <Panel title={t('chat.searchTitle')} onClose={onClose}>
      <SearchMessages channelId={channelId} onJump={onJump} />
    </Panel>
  )
}

function Beginning({ channel, isEmpty }: { channel: Channel; isEmpty: boolean }) {
  const { t } = useMessages()
  const words = channel.can.write ? t('chat.emptyWrite') : t('chat.emptyRead')
  return (
    <p className={styles.beginning} data-empty={isEmpty}>
      {isEmpty ? words : t('chat.beginning')}
    </p>
  )
}
