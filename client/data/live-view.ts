import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchLive = (projectId: string) => call(api.api.projects[':projectId'].live.$get({ param: { projectId } }))

export type LiveView = Awaited<ReturnType<typeof fetchLive>>
export type LiveGroup = LiveView['groups'][number]

/** Who looks is told of what is new; asking says that somebody still looks, and how long it has been quiet. */
const askEveryMs = 15_000

export const liveViewQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['live-view', projectId],
    queryFn: () => fetchLive(projectId),
    staleTime: 0,
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })
