import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { newId } from '#client/live/new-id.ts'
import type { DirectoryList, DirectoryWish } from './directory.ts'

const searchesApi = api.api.searches
const searchApi = searchesApi[':searchId']

const fetchSearches = () => call(searchesApi.$get())
export type SavedSearch = Awaited<ReturnType<typeof fetchSearches>>['searches'][number]

export const searchesQuery = queryOptions({ queryKey: ['searches', 'all'], queryFn: fetchSearches })

export const newFoundQuery = (searchId: string) =>
  queryOptions({
    queryKey: ['searches', searchId, 'new'],
    queryFn: () => call(searchApi.new.$get({ param: { searchId } })),
  })

function useSearchChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['searches', 'all'] }),
  })
}

/** The id is the browser's: what is sent twice is there once. */
export const useSaveSearch = () =>
  useSearchChange(({ list, wish }: { list: DirectoryList; wish: DirectoryWish }) =>
    call(searchesApi.$post({ json: { id: newId(), list, wish } })),
  )

export const useTellOfSearch = () =>
  useSearchChange(({ id: searchId, isTold }: { id: string; isTold: boolean }) =>
    call(searchApi.$patch({ param: { searchId }, json: { isTold } })),
  )

export const useRemoveSearch = () =>
  useSearchChange((searchId: string) => call(searchApi.$delete({ param: { searchId } })))

/** Says up to when one has seen what is new; the bell has been heard with it. */
export function useLookedAtSearch() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ searchId, at }: { searchId: string; at: string }) =>
      call(searchApi.looked.$put({ param: { searchId }, json: { at } })),
    onSuccess: () =>
      void Promise.all(
        [['searches', 'all'], ['notices']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  })
}
