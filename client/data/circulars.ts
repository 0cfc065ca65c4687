import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const circularsApi = api.api.offices[':officeId'].circulars
const pageSize = '20'

const fetchCirculars = (officeId: string, before: string) =>
  call(circularsApi.$get({ param: { officeId }, query: { limit: pageSize, ...(before && { before }) } }))
export type CircularsView = Awaited<ReturnType<typeof fetchCirculars>>
export type CircularView = CircularsView['circulars'][number]

/** What an office wrote to the teachers of its regions, the newest first. */
export const circularsQuery = (officeId: string) =>
  infiniteQueryOptions({
    queryKey: ['circulars', officeId],
    queryFn: ({ pageParam }) => fetchCirculars(officeId, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })

export type NewCircular = Parameters<typeof circularsApi.$post>[0]['json']
export type CircularLocale = NewCircular['texts'][number]['locale']
export const circularLocales = ['en', 'fr', 'de'] as const satisfies CircularLocale[]

export const usePreviewCircular = (officeId: string) =>
  useMutation({
    mutationFn: (json: NewCircular) => call(circularsApi.preview.$post({ param: { officeId }, json })),
  })

export function useSendCircular(officeId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: NewCircular) => call(circularsApi.$post({ param: { officeId }, json })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['circulars', officeId] }),
  })
}
