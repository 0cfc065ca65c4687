import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchUnread = () => call(api.api.unread.$get())

type UnreadView = Awaited<ReturnType<typeof fetchUnread>>

/** Where no line to the space is open, it is asked this often. */
const askEveryMs = 60_000

/** How much is unread in the chat of each of one's projects. */
export const chatUnreadQuery = queryOptions({
  queryKey: ['unread'],
  queryFn: fetchUnread,
  refetchInterval: askEveryMs,
  refetchOnWindowFocus: true,
})

export const unreadIn = (view: UnreadView | undefined, projectId: string): number =>
  view?.projects.find((project) => project.projectId === projectId)?.unreadCount ?? 0

/** The view with what one project has now. */
export const withUnread = (view: UnreadView, projectId: string, unreadCount: number): UnreadView => ({
  projects: [...view.projects.filter((project) => project.projectId !== projectId), { projectId, unreadCount }],
})

/** How many messages of a project are unread; 0 while that is not known. */
export function useUnread(projectId: string | null): number {
  const { data } = useQuery({ ...chatUnreadQuery, enabled: projectId !== null })
  return projectId === null ? 0 : unreadIn(data, projectId)
}
