import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const projectApi = api.api.projects[':projectId']

const fetchJudgements = (projectId: string) => call(projectApi.judgements.$get({ param: { projectId } }))

export type JudgementsView = Awaited<ReturnType<typeof fetchJudgements>>
export type Judgement = JudgementsView['judgements'][number]
export type Agreement = JudgementsView['agreements'][number]

/** What colleagues enter is told by nobody: whoever waits for it looks again this often. */
const askEveryMs = 20_000

export const judgementsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['judgements', projectId],
    queryFn: () => fetchJudgements(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

function useChange<Given, Done>(projectId: string, mutationFn: (given: Given) => Promise<Done>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: judgementsQuery(projectId).queryKey }),
  })
}

type JudgementGiven = Parameters<typeof projectApi.judgements.$post>[0]['json']
type AgreementGiven = Parameters<typeof projectApi.agreements.$put>[0]['json']
type ObservationGiven = Parameters<typeof projectApi.observations.$post>[0]['json']

export const useJudge = (projectId: string) =>
  useChange(projectId, (json: JudgementGiven) => call(projectApi.judgements.$post({ param: { projectId }, json })))

export const useAgree = (projectId: string) =>
  useChange(projectId, (json: AgreementGiven) => call(projectApi.agreements.$put({ param: { projectId }, json })))

export const usePublish = (projectId: string) =>
  useChange(projectId, (json: { pupils: string[]; isPublished: boolean }) =>
    call(projectApi.agreements.$patch({ param: { projectId }, json })),
  )

export const useShowPeer = (projectId: string) =>
  useChange(projectId, ({ judgementId, isShown }: { judgementId: string; isShown: boolean }) =>
    call(api.api.judgements[':judgementId'].$patch({ param: { judgementId }, json: { isShown } })),
  )

export const useObserve = (projectId: string) =>
  useChange(projectId, (json: ObservationGiven) => call(projectApi.observations.$post({ param: { projectId }, json })))

export const useUnobserve = (projectId: string) =>
  useChange(projectId, (observationId: string) =>
    call(api.api.observations[':observationId'].$delete({ param: { observationId } })),
  )

/** Where the file of levels is, with the heads of a language. */
export const levelsHref = (projectId: string, columns: string) => `/api/projects/${projectId}/levels?columns=${columns}`
