import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, OfflineError } from '#client/api.ts'

/** A session that ended anywhere ends here: the frame asks for it again and shows the door. */
function onError(error: unknown) {
  if (error instanceof ApiError && error.code === 'unauthenticated')
    void queryClient.invalidateQueries({ queryKey: ['session'] })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused will be refused again; a lost network deserves two more tries.
      retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: (failures, error) => error instanceof OfflineError && failures < 1 },
  },
})
