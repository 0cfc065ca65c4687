import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const projectApi = api.api.projects[':projectId']

const fetchHands = (projectId: string) => call(projectApi.hands.$get({ param: { projectId } }))

export type HandsView = Awaited<ReturnType<typeof fetchHands>>
export type HandKind = NonNullable<HandsView['own']>['kind']

/** Where no line is open that tells of them, hands are asked for this often. */
const askEveryMs = 60_000

export const handsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['hands', projectId],
    queryFn: () => fetchHands(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

export function useSetHand(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (hand: HandKind | null) => call(projectApi.hand.$put({ param: { projectId }, json: { hand } })),
    onSuccess: (hands) => queryClient.setQueryData(handsQuery(projectId).queryKey, hands),
  })
}

export function useLowerHand(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (userId: string) => call(projectApi.hands[':userId'].$delete({ param: { projectId, userId } })),
    // Another teacher may have been there first: the list says so.
    onSettled: () => queryClient.invalidateQueries({ queryKey: handsQuery(projectId).queryKey }),
  })
}
