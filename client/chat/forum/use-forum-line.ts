import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useChatSpace } from '../space/chat-space.ts'

/** Many who write at once are one question. */
const batchMs = 400

/** What is said in the forum, changed or pinned changes the list and the topic: they are asked for anew. */
export function useForumLine(channelId: string | undefined) {
  const { connection } = useChatSpace()
  const queryClient = useQueryClient()
  useEffect(() => {
    if (connection === null || channelId === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = connection.listen((heard) => {
      if (heard.kind !== 'notice' || heard.notice.topic !== 'message' || heard.notice.id !== channelId) return
      timer ??= setTimeout(() => {
        timer = undefined
        void queryClient.invalidateQueries({ queryKey: ['forum'] })
      }, batchMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [connection, channelId, queryClient])
}
