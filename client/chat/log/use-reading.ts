import { useQueryClient } from '@tanstack/react-query'
import { type Place, windowKey } from '../messages/message-cache.ts'
import { useChannelWindow } from '../messages/queries.ts'

/** Where in a talk one reads. */
export interface Reading {
  window: ReturnType<typeof useChannelWindow>
  /** What was read when it was opened; null draws no line. */
  readUntil: number | null
  /** The message that one was led to; each `turn` leads there once. */
  target: { sequence: number; turn: number } | null
  /** Id of the element where one begins, instead of the line or the end. */
  first?: string
  /** Whether the newest message is in sight, whole. */
  onEnd: (isSeen: boolean) => void
  /** Back to the newest, where the window does not reach it. */
  toNewest: () => void
}

/** The answers below one message, from the newest. */
export function useThreadReading(channelId: string, messageId: string): Reading {
  const queryClient = useQueryClient()
  const place: Place = { kind: 'thread', messageId }
  const window = useChannelWindow(channelId, place)
  const toNewest = () => void queryClient.resetQueries({ queryKey: windowKey(channelId, place), exact: true })
  return { window, readUntil: null, target: null, onEnd: () => {}, toNewest }
}
