import { useQuery } from '@tanstack/react-query'
import { useOutgoing } from '../outbox/chat-sender.ts'
import { useChatSpace } from '../space/chat-space.ts'
import type { Outgoing } from '../outbox/outgoing.ts'
import { heldQuery, type Message } from '../messages/queries.ts'

export interface Undelivered {
  /** For the end of quiet hours. */
  held: readonly Message[]
  /** For the line. */
  waiting: readonly Outgoing[]
}

/** What one wrote and nobody else sees yet, in a channel or below the message `topId` of it. */
export function useUndelivered(
  channelId: string,
  topId: string | null,
  messages: readonly Message[] | undefined,
): Undelivered {
  const { sender } = useChatSpace()
  const held = useQuery(heldQuery(channelId)).data?.messages ?? []
  const waiting = useOutgoing(sender, channelId, messages, held)
  if (topId === null) return { held, waiting }
  const isHere = (id: string | null) => id === topId || messages?.some((message) => message.id === id)
  return {
    held: held.filter(({ threadId }) => threadId === topId),
    waiting: waiting.filter(({ replyTo }) => isHere(replyTo)),
  }
}
