import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLatest } from '#client/ui/use-latest.ts'
import type { Reading } from '../log/use-reading.ts'
import { type ChannelWindow, type Place, windowKey } from '../messages/message-cache.ts'
import { type Channel, useChannelWindow } from '../messages/queries.ts'
import { useChatSpace } from '../space/chat-space.ts'
import { useMarkRead, useUnreadLine } from './use-mark-read.ts'

/** With more than so many unread, one begins where they begin. */
const unreadJump = 30

function firstPlace(channel: Channel, message: number | null): Place {
  if (message !== null) return { kind: 'around', sequence: message }
  if (channel.unreadCount > unreadJump) return { kind: 'around', sequence: channel.readSequence + 1 }
  return { kind: 'end' }
}

/** Reading a channel counts as having read it, and leads from place to place in it. */
export function useChannelReading(channel: Channel, message: number | null) {
  const { projectId } = useChatSpace()
  const { jump, toDate, ...place } = usePlaceInChannel(channel, message)
  const [isSeen, setIsSeen] = useState(false)
  const newest = place.window.data?.messages.at(-1)?.sequence
  const readUntil = useUnreadLine(channel, newest ?? 0)
  useMarkRead(projectId, channel, isSeen ? (newest ?? null) : null)
  const reading: Reading = { ...place, readUntil, onEnd: setIsSeen }
  return { reading, jump, toDate }
}

/** Where in the channel one reads, and the message one was led to. */
function usePlaceInChannel(channel: Channel, message: number | null) {
  const queryClient = useQueryClient()
  const [place, setPlace] = useState(() => firstPlace(channel, message))
  const [target, setTarget] = useState<{ sequence: number; turn: number } | null>(
    message === null ? null : { sequence: message, turn: 0 },
  )
  const window = useChannelWindow(channel.id, place)
  const known = useLatest(window.data?.messages)
  const jump = useCallback(
    (sequence: number) => {
      setTarget((before) => ({ sequence, turn: (before?.turn ?? 0) + 1 }))
      if (!known.current?.some((one) => one.sequence === sequence)) setPlace({ kind: 'around', sequence })
    },
    [known],
  )
  const shown = useRef(message)
  useEffect(() => {
    if (message === shown.current) return
    shown.current = message
    if (message !== null) jump(message)
  }, [message, jump])
  const toDate = (date: string) => {
    setTarget(null)
    setPlace({ kind: 'date', date })
  }
  const toNewest = () => {
    setTarget(null)
    // Read upwards for long enough, the window of the end has let go of the end.
    const queryKey = windowKey(channel.id, { kind: 'end' })
    if (queryClient.getQueryData<ChannelWindow>(queryKey)?.hasAfter)
      void queryClient.resetQueries({ queryKey, exact: true })
    setPlace({ kind: 'end' })
  }
  return { window, target, jump, toDate, toNewest }
}
