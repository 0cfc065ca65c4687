import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const newsApi = api.api.news
const oneApi = newsApi[':newsId']

export const newsKinds = ['policy', 'action', 'practice', 'opportunity', 'event'] as const

type NewNews = Parameters<typeof newsApi.$post>[0]['json']
export type NewsDraft = Omit<NewNews, 'officeId'>

const fetchNews = (newsId: string) => call(oneApi.$get({ param: { newsId } }))
export type NewsView = Awaited<ReturnType<typeof fetchNews>>['news']

const fetchList = (query: { office?: string; before: string; limit: string }) => {
  const { before, ...asked } = query
  return call(newsApi.$get({ query: { ...asked, ...(before && { before }) } }))
}
export type NewsRow = Awaited<ReturnType<typeof fetchList>>['news'][number]

/** What is new where one teaches, some at a time. */
export const ownNewsQuery = infiniteQueryOptions({
  queryKey: ['news', 'own'],
  queryFn: ({ pageParam }) => fetchList({ before: pageParam, limit: '5' }),
  initialPageParam: '',
  getNextPageParam: ({ nextBefore }) => nextBefore,
})

/** All that an office has written. */
export const officeNewsQuery = (office: string) =>
  infiniteQueryOptions({
    queryKey: ['news', 'office', office],
    queryFn: ({ pageParam }) => fetchList({ office, before: pageParam, limit: '30' }),
    initialPageParam: '',
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })

export const newsQuery = (newsId: string) =>
  queryOptions({ queryKey: ['news', 'one', newsId], queryFn: () => fetchNews(newsId) })

/** Themes and official texts, which change with a release. */
export const textsQuery = queryOptions({
  queryKey: ['texts'],
  queryFn: () => call(api.api.texts.$get()),
  staleTime: Infinity,
})

function useNewsChange<Input>(change: (input: Input) => Promise<{ news: NewsView }>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      queryClient.setQueryData(newsQuery(view.news.id).queryKey, view)
      for (const list of ['own', 'office']) void queryClient.invalidateQueries({ queryKey: ['news', list] })
    },
    // Whoever began from an older one sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['news', 'one'] }),
  })
}

export const useDraftNews = (officeId: string) =>
  useNewsChange((draft: NewsDraft) => call(newsApi.$post({ json: { ...draft, officeId } })))

type NewsChange = Parameters<typeof oneApi.$patch>[0]['json']

export const useChangeNews = (newsId: string) =>
  useNewsChange((json: NewsChange) => call(oneApi.$patch({ param: { newsId }, json })))

export const useAddNewsFile = (newsId: string) =>
  useNewsChange((form: { kind: 'picture' | 'file'; file: File; alt: string; decorative: 'true' | 'false' }) =>
    call(oneApi.files.$post({ param: { newsId }, form })),
  )

export const useRemoveNewsFile = (newsId: string) =>
  useNewsChange((fileId: string) => call(oneApi.files[':fileId'].$delete({ param: { newsId, fileId } })))
