import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { isClosedForGood } from './channel-strips.tsx'
import { useOutgoing } from './chat-sender.ts'
import { useChatSpace } from './chat-space.ts'
import styles from './channel.module.css'
import { Composer } from './composer.tsx'
import { EditComposer } from './edit-composer.tsx'
import { lastEditable } from './log-rows.ts'
import { MessageLog } from './message-log.tsx'
import { MessageRow } from './message-row.tsx'
import { OutgoingRow } from './outgoing-row.tsx'
import { Panel } from './panel.tsx'
import { type Channel, type Message, messageQuery, useChannelWindow } from './queries.ts'
import { useMessageDeeds } from './use-message-deeds.tsx'
import { useSlowUntil } from './use-slow-until.ts'
import { useTakeBack } from './use-take-back.ts'
import { isTypingShown, useTyping } from './use-typing.ts'

interface ThreadPanelProps {
  channel: Channel
  /** The message at the top. */
  messageId: string
  onClose: () => void
  onJump: (message: Message) => void
}

const nothing = () => {}

/** A message and what was answered to it, in one place. */
export function ThreadPanel({ channel, messageId, onClose, onJump }: ThreadPanelProps) {
  const { t } = useMessages()
  const { project, sender, selfId, connection, quiet } = useChatSpace()
  const top = useQuery(messageQuery(messageId))
  const window = useChannelWindow(channel.id, { kind: 'thread', messageId })
  const [editing, setEditing] = useState<Message | null>(null)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const messages = window.data?.messages
  const waiting = useOutgoing(sender, channel.id, messages).filter(({ replyTo }) => replyTo === messageId)
  const slowUntil = useSlowUntil(channel, messages)
  const takeBack = useTakeBack(`${channel.id}/${messageId}`)
  const typing = useTyping(connection, channel.id, isTypingShown(channel, quiet))
  const focusField = () => fieldRef.current?.focus()
  const deeds = useMessageDeeds(channel, { onReply: focusField, onEdit: setEditing })
  const error = top.error ?? window.error
  const message = top.data?.message
  if (error) {
    const retry = () => void Promise.all([top.refetch(), window.refetch()])
    return (
      <Panel title={t('chat.thread')} onClose={onClose}>
        <ErrorState error={error} onRetry={retry} />
      </Panel>
    )
  }
  if (!message || !window.data)
    return (
      <Panel title={t('chat.thread')} onClose={onClose}>
        <Skeleton of="rows" count={4} />
      </Panel>
    )
  const rowProps = { isInThread: true, onMenu: deeds.onMenu, onThread: nothing, onJump }
  return (
    <Panel title={t('chat.thread')} onClose={onClose}>
      <div className={styles.top}>
        <MessageRow message={message} isFollowing={false} isCurrent isTarget={false} {...rowProps} />
      </div>
      <MessageLog
        label={t('chat.thread')}
        window={window.data}
        readUntil={null}
        target={null}
        turning={{ error: window.turn.error, retry: window.older }}
        onOlder={window.older}
        onNewer={window.newer}
        onEnd={nothing}
        onNewest={nothing}
        onLeave={focusField}
        beginning={null}
        {...rowProps}
      >
        {waiting.map((item) => (
          <OutgoingRow key={item.id} item={item} onTakeBack={takeBack} onDiscarded={focusField} />
        ))}
      </MessageLog>
      {editing ? (
        <EditComposer key={editing.id} channel={channel} message={editing} onDone={() => setEditing(null)} />
      ) : (
        !isClosedForGood(channel, project?.state) && (
          <Composer
            channel={channel}
            place={`${channel.id}/${messageId}`}
            replyTo={message}
            fieldRef={fieldRef}
            slowUntil={slowUntil}
            onUp={() => setEditing(lastEditable(window.data?.messages ?? [], selfId))}
            onTyping={typing.onTyping}
            onSent={typing.stop}
          />
        )
      )}
      {deeds.element}
    </Panel>
  )
}
