import { useChatSpace } from '../space/chat-space.ts'
import { Composer } from '../composer/composer.tsx'
import { EditComposer } from '../composer/edit-composer.tsx'
import { lastEditable } from '../log/log-rows.ts'
import type { Channel, Delivered, Message } from '../messages/queries.ts'
import { draftPlace } from '../outbox/use-draft.ts'
import { useSlowUntil } from '../composer/use-slow-until.ts'
import type { TalkFieldState } from './use-talk-field.ts'
import { isTypingShown, useTyping } from '../log/use-typing.ts'

interface TalkFieldProps {
  channel: Channel
  /** What everything here answers; null in a channel. */
  top: Message | null
  messages: readonly Delivered[] | undefined
  canWrite: boolean
  field: TalkFieldState
  onSent: () => void
}

/** Where one writes to a talk, or puts right what one has said. */
export function TalkField({ channel, top, messages, canWrite, field, onSent }: TalkFieldProps) {
  const { selfId, connection, quiet } = useChatSpace()
  const slowUntil = useSlowUntil(channel, messages)
  const typing = useTyping(connection, channel.id, isTypingShown(channel, quiet))
  const { answered, edited } = field
  if (edited) return <EditComposer key={edited.id} channel={channel} message={edited} onDone={field.stopEditing} />
  if (!canWrite) return null
  return (
    <Composer
      channel={channel}
      place={draftPlace(channel.id, top?.id ?? null)}
      replyTo={answered ?? top}
      {...(answered ? { onCancelReply: () => field.answer(null) } : {})}
      fieldRef={field.ref}
      slowUntil={slowUntil}
      onUp={() => field.edit(lastEditable(messages ?? [], selfId))}
      onTyping={typing.onTyping}
      onSent={() => {
        typing.stop()
        field.sent()
        onSent()
      }}
    />
  )
}
