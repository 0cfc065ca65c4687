import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { isClosedForGood } from './channel-strips.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { Panel } from './panel.tsx'
import { type Channel, type Message, messageQuery } from '../messages/queries.ts'
import { Talk } from '../talk/talk.tsx'
import { useThreadReading } from '../log/use-reading.ts'

interface ThreadProps {
  channel: Channel
  /** The message at the top. */
  messageId: string
  onJump: (message: Message) => void
}

/** A message and what was answered to it, in one place. */
export function ThreadPanel({ onClose, ...props }: ThreadProps & { onClose: () => void }) {
  const { t } = useMessages()
  return (
    <Panel title={t('chat.thread')} onClose={onClose}>
      <Thread {...props} />
    </Panel>
  )
}

function Thread({ channel, messageId, onJump }: ThreadProps) {
  const { t } = useMessages()
  const { project } = useChatSpace()
  const top = useQuery(messageQuery(messageId))
  const reading = useThreadReading(channel.id, messageId)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  if (top.data)
    return (
      <Talk
        {...{ channel, reading, fieldRef, onJump }}
        top={{ message: top.data.message, isInLog: false }}
        can={{ write: !isClosedForGood(channel, project?.state), quote: false }}
        label={t('chat.thread')}
      />
    )
  if (top.isPending) return <Skeleton of="rows" count={4} />
  return <ErrorState error={top.error} onRetry={() => void top.refetch()} />
}
