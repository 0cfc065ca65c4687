import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const listApi = api.api.projects[':projectId'].extracts
const oneApi = api.api.extracts[':extractId']

export type ExtractSource = Parameters<typeof api.api.extracts.$post>[0]['json']['source']

export interface ExtractFilter {
  author?: string
  kind?: ExtractKind
}

type ListAsked = Parameters<typeof listApi.$get>[0]['query']
export type ExtractKind = NonNullable<ListAsked['kind']>

const fetchExtracts = (projectId: string, filter: ExtractFilter, before: string | null) =>
  call(listApi.$get({ param: { projectId }, query: { ...filter, ...(before === null ? {} : { before }) } }))
const fetchExtract = (extractId: string) => call(oneApi.$get({ param: { extractId } }))

type ExtractsPage = Awaited<ReturnType<typeof fetchExtracts>>
export type ExtractSummary = ExtractsPage['extracts'][number]
export type ExtractPerson = ExtractsPage['people'][number]
export type ExtractView = Awaited<ReturnType<typeof fetchExtract>>['extract']

/** Page after page, each from the extract where the one before ended. */
export const extractsQuery = (projectId: string, filter: ExtractFilter) =>
  infiniteQueryOptions({
    queryKey: ['extracts', projectId, filter],
    queryFn: ({ pageParam }) => fetchExtracts(projectId, filter, pageParam),
    initialPageParam: newest(),
    getNextPageParam: ({ extracts, hasMore }) => (hasMore ? (extracts.at(-1)?.id ?? null) : null),
  })

/** Null asks for those that were taken last. */
function newest(): string | null {
  return null
}

export const extractQuery = (extractId: string) =>
  queryOptions({ queryKey: ['extract', extractId], queryFn: () => fetchExtract(extractId) })

/** Where a copied file is read. */
export const extractFile = (extractId: string, fileId: string) => `/api/extracts/${extractId}/files/${fileId}`

export function useTakeExtract() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (source: ExtractSource) => call(api.api.extracts.$post({ json: { source } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['extracts'] }),
  })
}

export function useRemoveExtract() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (extractId: string) => call(oneApi.$delete({ param: { extractId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['extracts'] }),
  })
}
