import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { DeskItem } from './desk.ts'

const fetchPending = (documentId: string) =>
  call(api.api.documents[':documentId'].waiting.$get({ param: { documentId } }))

export type ReturnedWords = Awaited<ReturnType<typeof fetchPending>>['returned'][number]

/** What waits beside a page: for teachers all of it, for a pupil their own and what a teacher sent back to them. */
export const pendingQuery = (documentId: string) =>
  queryOptions({ queryKey: ['pending', documentId], queryFn: () => fetchPending(documentId) })

/** One is done with what was sent back. */
export function useForgetReturned(documentId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (returnedId: string) => call(api.api.returned[':returnedId'].$delete({ param: { returnedId } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: pendingQuery(documentId).queryKey }),
  })
}

/** A page with what waits beside it, and the page as it is: anew with each version that the desk has of it. */
export const previewQuery = ({ id: itemId, version }: Pick<DeskItem, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['preview', itemId, version],
    queryFn: () => call(api.api.desk[':itemId'].preview.$get({ param: { itemId } })),
    placeholderData: keepPreviousData,
  })
