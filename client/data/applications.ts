import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const allApi = api.api.applications
const oneApi = allApi[':applicationId']

const fetchApplication = (applicationId: string) => call(oneApi.$get({ param: { applicationId } }))
const fetchApplications = () => call(allApi.$get({ query: {} }))
const fetchRecognition = (projectId: string) =>
  call(api.api.projects[':projectId'].recognition.$get({ param: { projectId } }))

export type ApplicationView = Awaited<ReturnType<typeof fetchApplication>>['application']
export type CampaignView = Awaited<ReturnType<typeof fetchRecognition>>['campaigns'][number]
export type Lack = Pick<ApplicationView['missing'][number], 'word' | 'values'>
export type ApplicationLine = Awaited<ReturnType<typeof fetchApplications>>['applications'][number]

export const applicationQuery = (applicationId: string) =>
  queryOptions({ queryKey: ['applications', applicationId], queryFn: () => fetchApplication(applicationId) })
export const applicationsQuery = queryOptions({ queryKey: ['applications', 'mine'], queryFn: fetchApplications })
export const recognitionQuery = (projectId: string) =>
  queryOptions({ queryKey: ['applications', 'of', projectId], queryFn: () => fetchRecognition(projectId) })

function useApplicationChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['applications'] })
  // Whoever began from an older one sees what stands there now.
  return useMutation({ mutationFn, onSuccess: refresh, onError: () => void refresh() })
}

export const useBeginApplication = (projectId: string) =>
  useApplicationChange((campaignId: string) =>
    call(api.api.campaigns[':campaignId'].applications.$post({ param: { campaignId }, json: { projectId } })),
  )

export function useBeginForSchool(schoolId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (campaignId: string) =>
      call(api.api.campaigns[':campaignId'].applications.$post({ param: { campaignId }, json: { schoolId } })),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['applications'] })
      for (const of of ['conditions', 'calls']) void queryClient.invalidateQueries({ queryKey: ['school', of] })
    },
  })
}

export const useSaveAnswer = (applicationId: string, field: string) =>
  useApplicationChange((json: { text: string; revision: number }) =>
    call(oneApi.answers[':field'].$put({ param: { applicationId, field }, json })),
  )

export const useAskPerson = (applicationId: string) =>
  useApplicationChange((json: { userId: string; part: 'author' | 'endorser' }) =>
    call(oneApi.people.$post({ param: { applicationId }, json })),
  )

export const useLeaveApplication = (applicationId: string) =>
  useApplicationChange((userId: string) => call(oneApi.people[':userId'].$delete({ param: { applicationId, userId } })))

type Draft = { criterion: string; note: string } & ({ extractId: string } | { collaboration: true })
export const usePinEvidence = () =>
  useApplicationChange(({ applicationId, ...json }: Draft & { applicationId: string }) =>
    call(oneApi.evidence.$post({ param: { applicationId }, json })),
  )

export const useNoteEvidence = (applicationId: string) =>
  useApplicationChange(({ evidenceId, ...json }: { evidenceId: string; note: string; before: string }) =>
    call(oneApi.evidence[':evidenceId'].$patch({ param: { applicationId, evidenceId }, json })),
  )

export const useTakeEvidenceBack = (applicationId: string) =>
  useApplicationChange((evidenceId: string) =>
    call(oneApi.evidence[':evidenceId'].$delete({ param: { applicationId, evidenceId } })),
  )

export const useApplicationDeed = (applicationId: string) =>
  useApplicationChange((deed: 'submit' | 'withdraw' | 'declare' | 'endorse') =>
    call(oneApi[deed].$post({ param: { applicationId } })),
  )

export const useAppeal = (applicationId: string) =>
  useApplicationChange((words: string) => call(oneApi.appeal.$post({ param: { applicationId }, json: { words } })))
