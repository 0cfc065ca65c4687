import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLatest } from '#client/ui/use-latest.ts'
import { type Channel, type ChannelsView, channelsQuery, markRead } from '../messages/queries.ts'

/** So that a lively channel is not marked at each message. */
const restMs = 800

/** Notes how far this person has read, while the newest message is in sight of somebody who looks: here at once, then on the server. */
export function useMarkRead(projectId: string, channel: Channel, seen: number | null) {
  const queryClient = useQueryClient()
  const marked = useRef(channel.readSequence)
  useEffect(() => {
    if (seen === null) return undefined
    const show = () => {
      if (document.visibilityState !== 'visible') return
      queryClient.setQueryData<ChannelsView>(
        channelsQuery(projectId).queryKey,
        (view) =>
          view && {
            ...view,
            channels: view.channels.map((one) =>
              one.id === channel.id && (one.unreadCount > 0 || one.readSequence < seen)
                ? { ...one, readSequence: seen, unreadCount: 0 }
                : one,
            ),
          },
      )
    }
    const mark = () => {
      if (document.visibilityState !== 'visible' || seen <= marked.current) return
      marked.current = seen
      // Without a line it is marked again at the next message; what is not marked is only counted once more.
      void markRead(channel.id, seen).catch(() => {
        marked.current = Math.min(marked.current, seen - 1)
      })
    }
    show()
    const timer = setTimeout(mark, restMs)
    const onVisible = () => {
      show()
      mark()
    }
    document.addEventListener('visibilitychange', onVisible)
    addEventListener('pagehide', mark)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
      removeEventListener('pagehide', mark)
    }
  }, [seen, projectId, channel.id, channel.unreadCount, queryClient])
}

/**
 * Where the line above what is new is drawn: behind what was read when the channel was opened, or when its reader looked
 * away. Null while they look on.
 */
export function useUnreadLine(channel: Channel, lastSequence: number): number | null {
  const [readUntil, setReadUntil] = useState(channel.unreadCount > 0 ? channel.readSequence : null)
  const last = useLatest(lastSequence)
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'hidden') setReadUntil(last.current)
      else setReadUntil((before) => (before === last.current ? null : before))
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [last])
  return readUntil
}
