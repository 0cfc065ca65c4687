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

function useRolloverChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all(
        [['school'], ['classrooms'], ['classroom']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  })
}

/** A dry run: nothing is stored. */
export const useCheckRollover = () => useMutation({ mutationFn: checkMoves })

export const useRunRollover = () =>
  useRolloverChange((classrooms: Move[]) => call(rolloverApi.$post({ json: { classrooms } })))

export const useUndoRollover = () =>
  useRolloverChange((rolloverId: string) => call(rolloverApi[':rolloverId'].$delete({ param: { rolloverId } })))
