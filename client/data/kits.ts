import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { documentsQuery } from './documents.ts'

const projectKits = api.api.projects[':projectId'].kits

const fetchKits = (projectId: string) => call(projectKits.$get({ param: { projectId } }))

export type KitsView = Awaited<ReturnType<typeof fetchKits>>
export type Kit = KitsView['kits'][number]

export interface NewKit {
  title: string
  summary: string
  language: string
  ageFrom: number
  ageTo: number
  credit: string
  licence: string
  audience: Kit['audience']
  documentIds: string[]
  withPlan: boolean
  withRubric: boolean
}

export const kitsQuery = (projectId: string) =>
  queryOptions({ queryKey: ['kits', projectId], queryFn: () => fetchKits(projectId) })

function useLookAgain(projectId: string) {
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries({ queryKey: kitsQuery(projectId).queryKey })
    void queryClient.invalidateQueries({ queryKey: documentsQuery(projectId).queryKey })
  }
}

export function useMakeKit(projectId: string) {
  return useMutation({
    mutationFn: (json: NewKit) => call(projectKits.$post({ param: { projectId }, json })),
    onSuccess: useLookAgain(projectId),
  })
}

/** Its documents are the project's own from then on. */
export function useCopyKit(projectId: string) {
  return useMutation({
    mutationFn: (kitId: string) => call(projectKits[':kitId'].copies.$post({ param: { projectId, kitId } })),
    onSuccess: useLookAgain(projectId),
  })
}

export function useRemoveKit(projectId: string) {
  return useMutation({
    mutationFn: (kitId: string) => call(api.api.kits[':kitId'].$delete({ param: { kitId } })),
    onSuccess: useLookAgain(projectId),
  })
}
