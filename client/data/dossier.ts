import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const dossierApi = api.api.projects[':projectId'].dossier

const fetchDossier = (projectId: string) => call(dossierApi.$get({ param: { projectId } }))

export type DossierView = Awaited<ReturnType<typeof fetchDossier>>['dossier']
export type PactView = NonNullable<DossierView['pact']>
export type DossierChange = Parameters<typeof dossierApi.$put>[0]['json']
export type DossierField = DossierChange['field']
/** Fields of words alone. */
export type WordsField = Extract<DossierChange, { value: string }>['field']

export const dossierQuery = (projectId: string) =>
  queryOptions({ queryKey: ['dossier', projectId], queryFn: () => fetchDossier(projectId) })

function useDossierChange<Input>(projectId: string, mutationFn: (input: Input) => ReturnType<typeof fetchDossier>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (view) => {
      queryClient.setQueryData(dossierQuery(projectId).queryKey, view)
      void queryClient.invalidateQueries({ queryKey: ['project-life'] })
    },
    // Whoever began from an older one sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['dossier', projectId] }),
  })
}

export const useSaveField = (projectId: string) =>
  useDossierChange(projectId, (json: DossierChange) => call(dossierApi.$put({ param: { projectId }, json })))

/** Says yes to the pact as it was seen. */
export const useAgreePact = (projectId: string) =>
  useDossierChange(projectId, (revision: number) =>
    call(dossierApi.agree.$post({ param: { projectId }, json: { revision } })),
  )
