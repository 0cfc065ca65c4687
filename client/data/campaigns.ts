import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const officeApi = api.api.offices[':officeId']

const fetchConditions = (on: string) =>
  call(api.api.school.conditions.$get({ query: { scheme: 'school_label', ...(on && { on }) } }))
export type ConditionsView = Awaited<ReturnType<typeof fetchConditions>>
export type ConditionView = ConditionsView['conditions'][number]
export type Missing = NonNullable<ConditionView['missing']>
export type Asks = ConditionView['asks']

/** Which conditions of its label the own school met on a day; today for an empty one. */
export const conditionsQuery = (on: string) =>
  queryOptions({ queryKey: ['school', 'conditions', on], queryFn: () => fetchConditions(on) })

const fetchCalls = () => call(api.api.school.calls.$get())
export type CallView = Awaited<ReturnType<typeof fetchCalls>>['calls'][number]

/** What an institution can apply for. */
export const callsQuery = queryOptions({ queryKey: ['school', 'calls'], queryFn: fetchCalls })

const fetchCampaigns = (officeId: string) => call(officeApi.campaigns.$get({ param: { officeId } }))
export type CampaignsView = Awaited<ReturnType<typeof fetchCampaigns>>
export type CampaignView = CampaignsView['campaigns'][number]

export const campaignsQuery = (officeId: string) =>
  queryOptions({ queryKey: ['campaigns', officeId], queryFn: () => fetchCampaigns(officeId) })

const fetchRulebooks = (officeId: string) => call(officeApi.rulebooks.$get({ param: { officeId } }))
export type RulebookInList = Awaited<ReturnType<typeof fetchRulebooks>>['rulebooks'][number]

export const rulebooksQuery = (officeId: string) =>
  queryOptions({ queryKey: ['rulebooks', officeId], queryFn: () => fetchRulebooks(officeId) })

function useCampaignChange<Input, View extends CampaignsView>(
  officeId: string,
  change: (input: Input) => Promise<View>,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      queryClient.setQueryData(campaignsQuery(officeId).queryKey, view)
      void queryClient.invalidateQueries({ queryKey: ['rulebooks', officeId] })
    },
    // Whoever began from an older one sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['campaigns', officeId] }),
  })
}

export type CampaignDraft = Parameters<typeof officeApi.campaigns.$post>[0]['json']

export const usePlanCampaign = (officeId: string) =>
  useCampaignChange(officeId, (json: CampaignDraft) => call(officeApi.campaigns.$post({ param: { officeId }, json })))

type CampaignChange = Parameters<(typeof officeApi.campaigns)[':campaignId']['$patch']>[0]['json']

export const useChangeCampaign = (officeId: string, campaignId: string) =>
  useCampaignChange(officeId, (json: CampaignChange) =>
    call(officeApi.campaigns[':campaignId'].$patch({ param: { officeId, campaignId }, json })),
  )

export const useOpenCampaign = (officeId: string, campaignId: string) =>
  useCampaignChange(officeId, () => call(api.api.campaigns[':campaignId'].open.$post({ param: { campaignId } })))

/** Gives how many schools were invited. */
export function useInviteSchools(officeId: string, campaignId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(api.api.campaigns[':campaignId'].invite.$post({ param: { campaignId } })),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['campaigns', officeId] }),
  })
}

export function useCopyRulebook(officeId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: { basedOn: string; version: string }) =>
      call(officeApi.rulebooks.$post({ param: { officeId }, json })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['rulebooks', officeId] }),
  })
}

interface RadarAsked {
  on: string
  lack: string
}

/** Schools that lack nothing, or one condition, some at a time. */
export const radarQuery = (officeId: string, { on, lack }: RadarAsked) =>
  infiniteQueryOptions({
    queryKey: ['radar', officeId, on, lack],
    queryFn: ({ pageParam }) =>
      call(
        officeApi.radar.$get({
          param: { officeId },
          query: { lack, from: String(pageParam), limit: '50', ...(on && { on }) },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ nextFrom }) => nextFrom,
  })
