import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const timerApi = api.api.projects[':projectId'].timer

const fetchTimer = (projectId: string) => call(timerApi.$get({ param: { projectId } }))

type TimerView = Awaited<ReturnType<typeof fetchTimer>>
export type Timer = NonNullable<TimerView['timer']>
type TimerChange = { state: 'paused' | 'running' } | { addSeconds: number }

/** Where no line is open that tells of it, it is asked for this often. */
const askEveryMs = 60_000

export const timerQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['timer', projectId],
    queryFn: () => fetchTimer(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

/** The answer is what the clock says now. */
function useAnswer(projectId: string) {
  const queryClient = useQueryClient()
  const { queryKey } = timerQuery(projectId)
  return {
    onSuccess: (view: TimerView) => void queryClient.setQueryData(queryKey, view),
    // Another teacher may have been there first: the clock says so.
    onError: () => void queryClient.invalidateQueries({ queryKey }),
  }
}

export function useStartTimer(projectId: string) {
  return useMutation({
    mutationFn: (json: { seconds: number; words?: string }) => call(timerApi.$put({ param: { projectId }, json })),
    ...useAnswer(projectId),
  })
}

export function useChangeTimer(projectId: string) {
  return useMutation({
    mutationFn: (json: TimerChange) => call(timerApi.$patch({ param: { projectId }, json })),
    ...useAnswer(projectId),
  })
}

export function useEndTimer(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(timerApi.$delete({ param: { projectId } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: timerQuery(projectId).queryKey }),
  })
}
