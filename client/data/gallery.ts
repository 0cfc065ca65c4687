import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const presentationApi = api.api.projects[':projectId'].presentation

export const presentationTools = ['page', 'board', 'wall', 'chat', 'forum', 'meeting'] as const

const fetchPresentation = (projectId: string) => call(presentationApi.$get({ param: { projectId } }))
export type PresentationView = Awaited<ReturnType<typeof fetchPresentation>>
export type PresentationDraft = Parameters<typeof presentationApi.$put>[0]['json']

/** What a project shows of itself, and who has agreed. */
export const presentationQuery = (projectId: string) =>
  queryOptions({ queryKey: ['presentation', projectId], queryFn: () => fetchPresentation(projectId) })

function usePresentationChange<Input>(projectId: string, change: (input: Input) => Promise<PresentationView>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => queryClient.setQueryData(presentationQuery(projectId).queryKey, view),
    // Whoever began from an older one, or agrees to it, sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['presentation', projectId] }),
  })
}

export const useSavePresentation = (projectId: string) =>
  usePresentationChange(projectId, (json: PresentationDraft) =>
    call(presentationApi.$put({ param: { projectId }, json })),
  )

export const useAgree = (projectId: string) =>
  usePresentationChange(projectId, (version: number) =>
    call(presentationApi.agree.$post({ param: { projectId }, json: { version } })),
  )

export const useWithdraw = (projectId: string) =>
  usePresentationChange(projectId, (_input: undefined) => call(presentationApi.agree.$delete({ param: { projectId } })))

export const useAddShownFile = (projectId: string) =>
  usePresentationChange(
    projectId,
    (form: { kind: 'picture' | 'file'; file: File; alt: string; decorative: 'true' | 'false' }) =>
      call(presentationApi.files.$post({ param: { projectId }, form })),
  )

export const useRemoveShownFile = (projectId: string) =>
  usePresentationChange(projectId, (fileId: string) =>
    call(presentationApi.files[':fileId'].$delete({ param: { projectId, fileId } })),
  )
