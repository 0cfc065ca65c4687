import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const helpApi = api.api.help
const oneApi = helpApi[':helpId']
const deskApi = api.api.offices[':officeId'].desk

const pageSize = '30'

export const ownHelpQuery = infiniteQueryOptions({
  queryKey: ['help', 'own'],
  queryFn: ({ pageParam }) =>
    call(helpApi.$get({ query: { limit: pageSize, ...(pageParam && { before: pageParam }) } })),
  initialPageParam: '',
  getNextPageParam: ({ nextBefore }) => nextBefore,
})

export const officeHelpQuery = (office: string) =>
  infiniteQueryOptions({
    queryKey: ['help', 'office', office],
    queryFn: ({ pageParam }) =>
      call(helpApi.$get({ query: { office, limit: pageSize, ...(pageParam && { before: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })

const fetchHelp = (helpId: string) => call(oneApi.$get({ param: { helpId } }))

export type HelpView = Awaited<ReturnType<typeof fetchHelp>>
export type HelpRequest = HelpView['request']
export type HelpNote = HelpView['notes'][number]

/** Nothing tells of a new answer: it is asked for. */
const askEveryMs = 60_000

export const helpQuery = (helpId: string) =>
  queryOptions({
    queryKey: ['help', 'one', helpId],
    queryFn: () => fetchHelp(helpId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

type NewHelp = Parameters<typeof helpApi.$post>[0]['json']
export type HelpAbout = NewHelp['about']

function useHelpChange<Input>(change: (input: Input) => Promise<HelpView>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => {
      queryClient.setQueryData(helpQuery(view.request.id).queryKey, view)
      for (const list of ['own', 'office']) void queryClient.invalidateQueries({ queryKey: ['help', list] })
      void queryClient.invalidateQueries({ queryKey: ['office-desk'] })
    },
  })
}

export const useAskForHelp = () => useHelpChange((json: NewHelp) => call(helpApi.$post({ json })))

export const useSayInHelp = (helpId: string) =>
  useHelpChange((json: { text: string; isInternal: boolean }) => call(oneApi.notes.$post({ param: { helpId }, json })))

type HelpChange = Parameters<typeof oneApi.$patch>[0]['json']

export const useChangeHelp = (helpId: string) =>
  useHelpChange((json: HelpChange) => call(oneApi.$patch({ param: { helpId }, json })))

export const useInviteFromHelp = (helpId: string) =>
  useHelpChange((_input: undefined) => call(oneApi.invitation.$post({ param: { helpId } })))

export interface DeskFilter {
  kind?: 'person' | 'school' | 'institution' | 'project' | 'help' | 'inactive' | 'partner' | 'message'
  region?: string
}

const fetchDesk = (officeId: string, filter: DeskFilter, after: string) =>
  call(deskApi.$get({ param: { officeId }, query: { limit: pageSize, ...filter, ...(after && { after }) } }))

export type OfficeDesk = Awaited<ReturnType<typeof fetchDesk>>
export type DeskItem = OfficeDesk['items'][number]

export const officeDeskQuery = (officeId: string, filter: DeskFilter) =>
  infiniteQueryOptions({
    queryKey: ['office-desk', officeId, filter],
    queryFn: ({ pageParam }) => fetchDesk(officeId, filter, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ nextAfter }) => nextAfter,
    refetchOnWindowFocus: true,
  })
