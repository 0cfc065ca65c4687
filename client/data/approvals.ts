import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const approvalApi = api.api.approvals[':approvalId']

const fetchApproval = (approvalId: string) => call(approvalApi.$get({ param: { approvalId } }))

export type ApprovalView = Awaited<ReturnType<typeof fetchApproval>>['approval']

export const approvalQuery = (approvalId: string) =>
  queryOptions({ queryKey: ['approval', approvalId], queryFn: () => fetchApproval(approvalId) })

export interface Deed {
  act: 'ask' | 'answer' | 'advise' | 'approve' | 'refuse' | 'withdraw' | 'appeal'
  text: string
}

function send(approvalId: string, { act, text }: Deed) {
  const param = { approvalId }
  if (act === 'withdraw') return call(approvalApi.withdraw.$post({ param }))
  if (act === 'approve') return call(approvalApi.decide.$post({ param, json: { outcome: 'approved', text } }))
  if (act === 'refuse') return call(approvalApi.decide.$post({ param, json: { outcome: 'refused', text } }))
  return call(approvalApi[act].$post({ param, json: { text } }))
}

/** What was done gives what it is now; of an appeal, the new one. What else shows it looks again, also where it was refused. */
export function useApprovalDeed(approvalId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (deed: Deed) => send(approvalId, deed),
    onSettled: () =>
      void Promise.all(
        [['approval'], ['project-life'], ['project'], ['projects']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
