import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const rubricApi = api.api.projects[':projectId'].rubric

const fetchRubric = (projectId: string) => call(rubricApi.$get({ param: { projectId } }))

export type RubricView = Awaited<ReturnType<typeof fetchRubric>>
export type Rubric = RubricView['rubric']
export type Criterion = Rubric['criteria'][number]
export type Product = Rubric['products'][number]

export const rubricQuery = (projectId: string) =>
  queryOptions({ queryKey: ['rubric', projectId], queryFn: () => fetchRubric(projectId), refetchOnWindowFocus: true })

export function useSaveRubric(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ criteria, ...rubric }: Rubric) => {
      const kept = criteria.flatMap(({ isRemoved, ...criterion }) => (isRemoved ? [] : [criterion]))
      return call(rubricApi.$put({ param: { projectId }, json: { ...rubric, criteria: kept } }))
    },
    onSuccess: (view) => queryClient.setQueryData(rubricQuery(projectId).queryKey, view),
  })
}
