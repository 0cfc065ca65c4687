import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const allApi = api.api.evaluations
const oneApi = allApi[':evaluationId']

const fetchReadings = () => call(allApi.$get())
const fetchReading = (evaluationId: string) => call(oneApi.$get({ param: { evaluationId } }))

export type ReadingInList = Awaited<ReturnType<typeof fetchReadings>>['evaluations'][number]
export type ReadingView = Awaited<ReturnType<typeof fetchReading>>
export type DossierRead = NonNullable<ReadingView['dossier']>
export type MarkView = DossierRead['marks'][number]

/** What one was given to judge. */
export const readingsQuery = queryOptions({ queryKey: ['evaluations'], queryFn: fetchReadings })

/** One of them: before one has said that one is not near to it, without what it says. */
export const readingQuery = (evaluationId: string) =>
  queryOptions({ queryKey: ['evaluations', evaluationId], queryFn: () => fetchReading(evaluationId) })

/** Answers with the reading as it is then. */
function useReadingChange<Input>(evaluationId: string, mutationFn: (input: Input) => Promise<ReadingView>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (view) => {
      queryClient.setQueryData(readingQuery(evaluationId).queryKey, view)
      void queryClient.invalidateQueries({ queryKey: readingsQuery.queryKey, exact: true })
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: readingsQuery.queryKey }),
  })
}

type GateAnswer = { isNear: false } | { isNear: true; reason: string }
export const useAnswerGate = (evaluationId: string) =>
  useReadingChange(evaluationId, (json: GateAnswer) => call(oneApi.gate.$post({ param: { evaluationId }, json })))

export const useHandInReading = (evaluationId: string) =>
  useReadingChange(evaluationId, () => call(oneApi.submit.$post({ param: { evaluationId } })))

type MarkGiven = { comment: string; revision: number } & ({ value: number | null } | { notApplicable: true })

/** The rest of the dossier is not asked for again with each mark. */
export function useGiveMark(evaluationId: string, criterion: string) {
  const queryClient = useQueryClient()
  const { queryKey } = readingQuery(evaluationId)
  return useMutation({
    mutationFn: (json: MarkGiven) =>
      call(oneApi.marks[':criterion'].$put({ param: { evaluationId, criterion }, json })),
    onSuccess: ({ mark, ...progress }) =>
      queryClient.setQueryData(queryKey, (before) => {
        if (!before?.dossier) return before
        const others = before.dossier.marks.filter((one) => one.criterion !== criterion)
        return { ...before, dossier: { ...before.dossier, ...progress, marks: [...others, mark] } }
      }),
    // Whoever began from an older one sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey }),
  })
}

export const deliberationShows = ['all', 'undecided', 'differ', 'reading'] as const
export type DeliberationShow = (typeof deliberationShows)[number]

const campaignApi = api.api.campaigns[':campaignId']
const fetchDeliberation = (campaignId: string, show: DeliberationShow, from: number) =>
  call(campaignApi.deliberation.$get({ param: { campaignId }, query: { show, from: String(from), limit: '50' } }))

export type DeliberationView = Awaited<ReturnType<typeof fetchDeliberation>>
export type StandingView = DeliberationView['rows'][number]
export type DecisionView = StandingView['decisions'][number]

/** What a commission sits before, some at a time. */
export const deliberationQuery = (campaignId: string, show: DeliberationShow) =>
  infiniteQueryOptions({
    queryKey: ['deliberation', campaignId, show],
    queryFn: ({ pageParam }) => fetchDeliberation(campaignId, show, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ nextFrom }) => nextFrom,
    placeholderData: keepPreviousData,
  })

/** What one changes moves lines and counts of all; whoever came too late sees what stands there now. */
function useDeliberationChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['deliberation'] })
  return useMutation({ mutationFn, onSuccess: refresh, onError: () => void refresh() })
}

export const useAssignReaders = (campaignId: string) =>
  useDeliberationChange(() => call(campaignApi.assign.$post({ param: { campaignId } })))

export const useSendBack = (applicationId: string) =>
  useDeliberationChange((json: { reason: string; until: string }) =>
    call(api.api.applications[':applicationId'].return.$post({ param: { applicationId }, json })),
  )

const decisionsApi = api.api.applications[':applicationId'].decisions
export type DecisionGiven = Parameters<typeof decisionsApi.$post>[0]['json']

export const useDecide = (applicationId: string) =>
  useDeliberationChange((json: DecisionGiven) => call(decisionsApi.$post({ param: { applicationId }, json })))

export function usePublish(campaignId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(campaignApi.publish.$post({ param: { campaignId } })),
    onSettled: () => {
      for (const queryKey of [['deliberation'], ['campaigns'], ['awards']])
        void queryClient.invalidateQueries({ queryKey })
    },
  })
}
