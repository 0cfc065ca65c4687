import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const noticesApi = api.api.notices

const fetchNotices = (before: string | null) => call(noticesApi.$get({ query: before === null ? {} : { before } }))

type NoticesView = Awaited<ReturnType<typeof fetchNotices>>
export type NoticeView = NoticesView['notices'][number]

/** Where no line to the space is open, the bell is asked this often. */
const askEveryMs = 60_000

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => call(noticesApi.unread.$get()),
  refetchInterval: askEveryMs,
  refetchOnWindowFocus: true,
})

/** Page after page, each from where the one before ended. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam }) => fetchNotices(pageParam),
  initialPageParam: firstPage(),
  getNextPageParam: (page) => page.nextBefore,
})

/** Null asks for the newest; later pages are ids. */
function firstPage(): string | null {
  return null
}

export function useReadNotices() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: { ids: string[] } | { all: true }) => call(noticesApi.read.$put({ json })),
    onSuccess: (unread) => {
      queryClient.setQueryData(unreadQuery.queryKey, unread)
      void queryClient.invalidateQueries({ queryKey: noticesQuery.queryKey })
    },
  })
}
