import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { AskedReport } from './reports-asked.ts'

const projectApi = api.api.projects[':projectId']

const fetchReports = (projectId: string) => call(projectApi.reports.$get({ param: { projectId } }))

export type ReportView = Awaited<ReturnType<typeof fetchReports>>['reports'][number]
export type ReportReason = ReportView['reason']

/** Where no line is open that tells of them, reports are asked for this often. */
const askEveryMs = 60_000

export const reportsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['reports', projectId],
    queryFn: () => fetchReports(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

export const schoolReportsQuery = queryOptions({
  queryKey: ['reports', 'school'],
  queryFn: () => call(api.api.school.reports.$get()),
  refetchInterval: askEveryMs,
  refetchOnWindowFocus: true,
})

/** How many wait for whoever looks. */
export const waitingIn = (reports: readonly ReportView[] | undefined) =>
  reports?.filter(({ can }) => can.answer).length ?? 0

interface NewReport {
  target: AskedReport['target']
  reason: ReportReason
  words: string
}

export function useMakeReport(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: NewReport) => call(projectApi.reports.$post({ param: { projectId }, json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  })
}

interface ReportAnswer {
  reportId: string
  decision: 'seen' | 'close' | 'escalate'
  words?: string
}

export function useAnswerReport() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ reportId, ...json }: ReportAnswer) =>
      call(api.api.reports[':reportId'].$post({ param: { reportId }, json })),
    // Another teacher may have been first: the list says so.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  })
}
