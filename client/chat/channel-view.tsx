import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { ChannelHeader } from './channel-header.tsx'
import { useChannelTitle } from './channel-names.ts'
import { ChannelStrips, isClosedForGood } from './channel-strips.tsx'
import { useOutgoing } from './chat-sender.ts'
import { useChatSpace } from './chat-space.ts'
import styles from './channel.module.css'
import { Composer } from './composer.tsx'
import { EditComposer } from './edit-composer.tsx'
import { lastEditable } from './log-rows.ts'
import { MessageRow } from './message-row.tsx'
import { MessageLog } from './message-log.tsx'
import type { Outgoing } from './outgoing.ts'
import { OutgoingRow } from './outgoing-row.tsx'
import { Panel } from './panel.tsx'
import { PinsPanel } from './pins-panel.tsx'
import { type Channel, heldQuery, type Message } from './queries.ts'
import { SearchMessages, type SearchProps } from './search-messages.tsx'
import { ThreadPanel } from './thread-panel.tsx'
import { TypingMark } from './typing-mark.tsx'
import { useMarkRead, useUnreadLine } from './use-mark-read.ts'
import { useMessageDeeds } from './use-message-deeds.tsx'
import { useReading } from './use-reading.ts'
import { useSlowUntil } from './use-slow-until.ts'
import { useTakeBack } from './use-take-back.ts'
import { isTypingShown, useTyping } from './use-typing.ts'

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

/** What one wrote and nobody else sees yet: it waits for the morning, or for the line. */
function useUndelivered(channelId: string, messages: readonly Message[] | undefined) {
  const { sender } = useChatSpace()
  const held = useQuery(heldQuery(channelId)).data?.messages ?? []
  return { held, waiting: useOutgoing(sender, channelId, messages, held) }
}

/** One channel: what was said, what is being said, and where one writes. */
export function ChannelView({ channel, message, thread, onThread, hasBack }: ChannelViewProps) {
  const { t } = useMessages()
  const { projectId, project, selfId, connection, quiet } = useChatSpace()
  const title = useChannelTitle()(channel)
  const { window, target, jump, toDate, toNewest } = useReading(channel, message)
  const [panel, setPanel] = useState<'search' | 'pins' | null>(null)
  const [replyTo, setReplyTo] = useState<Message | null>(null)
  const [editing, setEditing] = useState<Message | null>(null)
  const [isAtEnd, setIsAtEnd] = useState(false)
  const [sentTurn, setSentTurn] = useState(0)
  const viewRef = useRef<HTMLDivElement>(null)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const messages = window.data?.messages
  const readUntil = useUnreadLine(channel, messages?.at(-1)?.sequence ?? 0)
  const { held, waiting } = useUndelivered(channel.id, messages)
  const slowUntil = useSlowUntil(channel, messages)
  const isTyping = isTypingShown(channel, quiet)
  const typing = useTyping(connection, channel.id, isTyping)
  useMarkRead(projectId, channel, isAtEnd ? (messages?.at(-1)?.sequence ?? null) : null)
  const focusField = () => fieldRef.current?.focus()
  const deeds = useMessageDeeds(channel, {
    onReply: (answered) => {
      setReplyTo(answered)
      focusField()
    },
    onEdit: setEditing,
  })
  const jumpTo = useCallback(
    (found: Message) => {
      if (found.sequence !== null) jump(found.sequence)
    },
    [jump],
  )
  /** Where the panel lies over the talk, what it leads to would be behind it. */
  const leadTo = (found: Message) => {
    const isOver = panelIsOver(viewRef.current)
    if (isOver) closePanels()
    jumpTo(found)
  }
  const closePanels = () => {
    setPanel(null)
    onThread(null)
    focusField()
  }
  const latestThread = useLatest(onThread)
  const openThread = useCallback(
    (messageId: string) => {
      setPanel(null)
      latestThread.current(messageId)
    },
    [latestThread],
  )
  const stopEditing = () => {
    setEditing(null)
    requestAnimationFrame(focusField)
  }
  const openPanel = (next: 'search' | 'pins') => {
    onThread(null)
    setPanel(next)
  }
  const editLast = () => setEditing(messages ? lastEditable(messages, selfId) : null)
  const unsent = <Unsent items={waiting} channelId={channel.id} onDiscarded={focusField} />
  const isReadOnly = isClosedForGood(channel, project?.state)
  return (
    <div ref={viewRef} className={styles.view} data-panel={thread !== null || panel !== null}>
      <section className={styles.channel} aria-label={title}>
        <ChannelHeader
          channel={channel}
          title={title}
          hasBack={hasBack}
          onSearch={() => openPanel('search')}
          onPins={() => openPanel('pins')}
          onDate={toDate}
        />
        <div className={styles.strips}>
          <ChannelStrips channel={channel} />
        </div>
        {window.isError && !window.data && <ErrorState error={window.error} onRetry={() => void window.refetch()} />}
        {window.isPending && <Skeleton of="rows" count={waiting.length > 0 ? 2 : 8} />}
        {window.data && (
          <MessageLog
            label={t('chat.logOf', { channel: title })}
            window={window.data}
            readUntil={readUntil}
            target={target}
            isInThread={false}
            turning={{ error: window.turn.error, retry: window.older }}
            onOlder={window.older}
            onNewer={window.newer}
            onEnd={setIsAtEnd}
            onNewest={toNewest}
            sentTurn={sentTurn}
            onLeave={focusField}
            onMenu={deeds.onMenu}
            onThread={openThread}
            onJump={jumpTo}
            beginning={
              <Beginning channel={channel} isEmpty={window.data.messages.length + held.length + waiting.length === 0} />
            }
          >
            {held.map((message) => (
              <MessageRow
                key={message.id}
                message={message}
                isFollowing={false}
                isCurrent={false}
                isTarget={false}
                isInThread={false}
                onMenu={deeds.onMenu}
                onThread={openThread}
                onJump={jumpTo}
              />
            ))}
            {unsent}
          </MessageLog>
        )}
        {/* What one just wrote is in sight, also where the talk itself cannot be had. */}
        {!window.data && unsent}
        <TypingMark channelId={channel.id} isShown={isTyping} />
        {editing ? (
          <EditComposer key={editing.id} channel={channel} message={editing} onDone={stopEditing} />
        ) : (
          !isReadOnly && (
            <Composer
              channel={channel}
              place={channel.id}
              replyTo={replyTo}
              onCancelReply={() => setReplyTo(null)}
              fieldRef={fieldRef}
              slowUntil={slowUntil}
              onUp={editLast}
              onTyping={typing.onTyping}
              onSent={() => {
                typing.stop()
                setReplyTo(null)
                setSentTurn((turn) => turn + 1)
                if (window.data?.hasAfter) toNewest()
              }}
            />
          )
        )}
      </section>
      {thread !== null && (
        <ThreadPanel key={thread} channel={channel} messageId={thread} onClose={closePanels} onJump={leadTo} />
      )}
      {panel === 'search' && <SearchPanel channelId={channel.id} onClose={closePanels} onJump={leadTo} />}
      {panel === 'pins' && <PinsPanel channel={channel} onClose={closePanels} onJump={leadTo} />}
      {deeds.element}
    </div>
  )
}

function SearchPanel({ onClose, ...search }: SearchProps & { onClose: () => void }) {
  const { t } = useMessages()
  return (
    <Panel title={t('chat.searchTitle')} onClose={onClose}>
      <SearchMessages {...search} />
    </Panel>
  )
}

interface UnsentProps {
  items: readonly Outgoing[]
  channelId: string
  onDiscarded: () => void
}

function Unsent({ items, channelId, onDiscarded }: UnsentProps) {
  const takeBack = useTakeBack(channelId)
  return items.map((item) => <OutgoingRow key={item.id} item={item} onTakeBack={takeBack} onDiscarded={onDiscarded} />)
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
