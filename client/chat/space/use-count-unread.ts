import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { chatUnreadQuery, unreadIn, withUnread } from '#client/data/chat-unread.ts'
import { type ChannelsView, channelsQuery } from '../messages/queries.ts'

const countAll = ({ channels }: ChannelsView) => channels.reduce((sum, { unreadCount }) => sum + unreadCount, 0)

/** While the chat of a project is open, what is counted there is the newest, and stands on its place in the rail too. */
export function useCountUnread(projectId: string) {
  const queryClient = useQueryClient()
  const count = useQuery({ ...channelsQuery(projectId), select: countAll }).data
  const { data: view } = useQuery(chatUnreadQuery)
  useEffect(() => {
    if (count === undefined || view === undefined || unreadIn(view, projectId) === count) return
    queryClient.setQueryData(chatUnreadQuery.queryKey, withUnread(view, projectId, count))
  }, [count, view, projectId, queryClient])
}
