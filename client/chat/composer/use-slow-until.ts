import { useEffect, useState } from 'react'
import { useChatSpace } from '../space/chat-space.ts'
import type { Channel, Delivered } from '../messages/queries.ts'

/** Until when slow mode asks this pupil to wait, ms; null where it does not. The server has the last word. */
export function useSlowUntil(channel: Channel, messages: readonly Delivered[] | undefined): number | null {
  const { isPupil, selfId } = useChatSpace()
  const lastAt = messages?.findLast(({ authorId }) => authorId === selfId)?.at
  const { slowSeconds } = channel
  const [until, setUntil] = useState<number | null>(null)
  useEffect(() => {
    if (!isPupil || slowSeconds === 0 || lastAt === undefined) return setUntil(null)
    const waitMs = slowSeconds * 1_000
    // A device whose clock is wrong waits no longer than slow mode itself.
    return setUntil(Math.min(new Date(lastAt).getTime(), Date.now()) + waitMs)
  }, [isPupil, slowSeconds, lastAt])
  return until
}
