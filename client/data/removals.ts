import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const removalsApi = api.api.documents[':documentId'].removals

const fetchRemovals = (documentId: string) => call(removalsApi.$get({ param: { documentId } }))

export type RemovalView = Awaited<ReturnType<typeof fetchRemovals>>['removals'][number]

export const removalsQuery = (documentId: string) =>
  queryOptions({ queryKey: ['removals', documentId], queryFn: () => fetchRemovals(documentId) })

interface End {
  client: number
  clock: number
}

/** A passage of a page by its first and its last letter or thing. */
export interface MarkedPassage {
  from: End
  to: End
  /** What it says, for whoever is asked whether it is to go. */
  words: string
}

export function useRemovePassage(documentId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ from, to, reason }: Omit<MarkedPassage, 'words'> & { reason: string | null }) =>
      call(removalsApi.$post({ param: { documentId }, json: { from, to, reason } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['removals', documentId] }),
  })
}
