import type { ReactNode, RefObject } from 'react'
import type { Channel, Message } from '../messages/queries.ts'
import { TalkField } from './talk-field.tsx'
import { TalkLog } from './talk-log.tsx'
import { type Top, TopRow } from './top-row.tsx'
import { useMessageActions } from '../log/use-message-actions.tsx'
import type { Reading } from '../log/use-reading.ts'
import { useTalkField } from './use-talk-field.ts'
import { useUndelivered } from './use-undelivered.ts'

export interface TalkProps {
  channel: Channel
  /** What everything here answers; null in a channel as a whole. */
  top: Top | null
  reading: Reading
  /** `quote`: whether one message of it can be answered, or all of it alone. */
  can: { write: boolean; quote: boolean }
  /** What the log is called. */
  label: string
  fieldRef: RefObject<HTMLTextAreaElement | null>
  /** Stands above the first message of a channel. */
  beginning?: (isEmpty: boolean) => ReactNode
  /** Stands between what was said and the field. */
  foot?: ReactNode
  onThread?: (messageId: string) => void
  onJump?: (message: Message) => void
}

const nothing = () => {}

/**
 * What was said, what is being said, and where one writes: of a channel, a thread or a topic. Around it each draws its own
 * head, and gives the rights.
 */
export function Talk({ onThread = nothing, onJump = nothing, ...props }: TalkProps) {
  const { channel, top, reading, can, label, beginning } = props
  const { window, toNewest } = reading
  const messages = window.data?.messages
  const field = useTalkField(props.fieldRef)
  const undelivered = useUndelivered(channel.id, top?.message.id ?? null, messages)
  const onReply = (message: Message) => {
    if (can.quote) field.answer(message)
    field.focus()
  }
  const actions = useMessageActions(channel, { onReply, onEdit: field.edit })
  const rowProps = { isInThread: top !== null, onMenu: actions.onMenu, onRewrite: actions.onRewrite, onThread, onJump }
  const onSent = () => {
    if (window.data?.hasAfter) toNewest()
  }
  return (
    <>
      {top?.isInLog === false && <TopRow top={top} isCurrent {...rowProps} />}
      <TalkLog {...{ channel, top, reading, undelivered, field, rowProps, label, beginning }} />
      {props.foot}
      <TalkField {...{ channel, messages, field, onSent }} top={top?.message ?? null} canWrite={can.write} />
      {actions.element}
    </>
  )
}
