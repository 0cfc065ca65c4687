import type { ReactNode } from 'react'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { MessageLog } from '../log/message-log.tsx'
import { MessageRow, type MessageRowProps } from '../log/message-row.tsx'
import type { Outgoing } from '../outbox/outgoing.ts'
import { OutgoingRow } from '../log/outgoing-row.tsx'
import type { Channel, Message } from '../messages/queries.ts'
import styles from './talk.module.css'
import { type Top, TopRow } from './top-row.tsx'
import { draftPlace } from '../outbox/use-draft.ts'
import type { Reading } from '../log/use-reading.ts'
import { useTakeBack } from './use-take-back.ts'
import type { TalkFieldState } from './use-talk-field.ts'
import type { Undelivered } from './use-undelivered.ts'

type RowProps = Pick<MessageRowProps, 'isInThread' | 'onMenu' | 'onRewrite' | 'onThread' | 'onJump'>

interface TalkLogProps {
  channel: Channel
  top: Top | null
  reading: Reading
  undelivered: Undelivered
  field: TalkFieldState
  rowProps: RowProps
  label: string
  beginning: ((isEmpty: boolean) => ReactNode) | undefined
}

/** The messages of a talk, those that are on their way, and in their place what keeps them from being here. */
export function TalkLog({ channel, top, reading, undelivered, field, rowProps, label, beginning }: TalkLogProps) {
  const { window, onEnd, toNewest, ...place } = reading
  const { held, waiting } = undelivered
  const unsent = (
    <Unsent items={waiting} place={draftPlace(channel.id, top?.message.id ?? null)} onDiscarded={field.focus} />
  )
  const isEmpty = window.data?.messages.length === 0
  const topRow = top?.isInLog ? <TopRow top={top} isCurrent={isEmpty} {...rowProps} /> : null
  if (!window.data)
    return (
      <>
        <Missing window={window} topRow={topRow} isShort={waiting.length > 0} />
        {/* What one just wrote is in sight, also where the talk itself cannot be had. */}
        {unsent}
      </>
    )
  return (
    <MessageLog
      {...place}
      {...rowProps}
      label={label}
      window={window.data}
      turning={{ error: window.turn.error, retry: window.older }}
      onOlder={window.older}
      onNewer={window.newer}
      onEnd={onEnd}
      onNewest={toNewest}
      sentTurn={field.sentTurn}
      onLeave={field.focus}
      beginning={topRow ?? beginning?.(isEmpty && held.length + waiting.length === 0)}
    >
      <Held messages={held} {...rowProps} />
      {unsent}
    </MessageLog>
  )
}

interface MissingProps {
  window: Reading['window']
  topRow: ReactNode
  isShort: boolean
}

function Missing({ window, topRow, isShort }: MissingProps) {
  if (window.isPending) return <Skeleton of="rows" count={isShort ? 2 : 8} />
  const error = <ErrorState error={window.error} onRetry={() => void window.refetch()} />
  if (!topRow) return error
  return (
    <div className={styles.early}>
      {topRow}
      {error}
    </div>
  )
}

function Held({ messages, ...rowProps }: RowProps & { messages: readonly Message[] }) {
  return messages.map((message) => (
    <MessageRow
      key={message.id}
      message={message}
      isFollowing={false}
      isCurrent={false}
      isTarget={false}
      {...rowProps}
    />
  ))
}

interface UnsentProps {
  items: readonly Outgoing[]
  place: string
  onDiscarded: () => void
}

function Unsent({ items, place, onDiscarded }: UnsentProps) {
  const takeBack = useTakeBack(place)
  return items.map((item) => <OutgoingRow key={item.id} item={item} onTakeBack={takeBack} onDiscarded={onDiscarded} />)
}
