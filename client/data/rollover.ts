import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const rolloverApi = api.api.school.rollover

const fetchRollover = () => call(rolloverApi.$get())
const checkMoves = (classrooms: Move[]) => call(rolloverApi.check.$post({ json: { classrooms } }))

export type RolloverView = Awaited<ReturnType<typeof fetchRollover>>
export type LastRollover = NonNullable<RolloverView['last']>
export type RolloverChanges = Awaited<ReturnType<typeof checkMoves>>

export interface Move {
  id: string
  was: string
  does: 'up' | 'leaves' | 'stays'
  name: string
}

/** How the classes would go up at the turn of the year. */
export const rolloverQuery = queryOptions({ queryKey: ['school', 'rollover'], queryFn: fetchRollover })

function useRolloverChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>, onError?: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    ...(onError && { onError }),
    onSuccess: () =>
      void Promise.all(
        ['school', 'classrooms', 'classroom', 'people', 'team', 'school-teams'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

/** Mostly the classes are others meanwhile, where they are refused: they are asked for anew. */
function useAskAnew() {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: rolloverQuery.queryKey })
}

/** A dry run: nothing is stored. */
export const useCheckRollover = () => useMutation({ mutationFn: checkMoves, onError: useAskAnew() })

export const useRunRollover = () =>
  useRolloverChange((classrooms: Move[]) => call(rolloverApi.$post({ json: { classrooms } })), useAskAnew())

export const useUndoRollover = () =>
  useRolloverChange((rolloverId: string) => call(rolloverApi[':rolloverId'].$delete({ param: { rolloverId } })))
