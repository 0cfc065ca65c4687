import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const givenApi = api.api.offices[':officeId'].awards

export const awardSchemes = [
  'national_label',
  'pupil_label',
  'european_label',
  'national_prize',
  'european_prize',
  'school_label',
  'training_award',
] as const

/** Empty: of all. */
export interface GivenAsked {
  year: string
  scheme: (typeof awardSchemes)[number] | ''
  find: string
}

const fetchGiven = (officeId: string, { year, scheme, find }: GivenAsked, from: number) =>
  call(
    givenApi.$get({
      param: { officeId },
      query: { find, from: String(from), limit: '50', ...(year && { year }), ...(scheme && { scheme }) },
    }),
  )
export type GivenView = Awaited<ReturnType<typeof fetchGiven>>
export type AwardView = GivenView['awards'][number]

/** What an office gave, the newest first. */
export const givenQuery = (officeId: string, asked: GivenAsked) =>
  infiniteQueryOptions({
    queryKey: ['awards', officeId, asked],
    queryFn: ({ pageParam }) => fetchGiven(officeId, asked, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ nextFrom }) => nextFrom,
    placeholderData: keepPreviousData,
  })

export function useWithdrawAward(awardId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api.api.awards[':awardId'].withdraw.$post({ param: { awardId }, json })),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['awards'] }),
  })
}

const fetchOwn = () => call(api.api.awards.$get())
export type OwnAwardView = Awaited<ReturnType<typeof fetchOwn>>['awards'][number]

/** Of oneself, one's school, and the projects one is in. */
export const ownAwardsQuery = queryOptions({ queryKey: ['awards', 'own'], queryFn: fetchOwn })
