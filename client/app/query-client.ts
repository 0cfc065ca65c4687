import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isLater, OfflineError, spread } from '#client/api.ts'

/** A session that ended anywhere ends here: the frame asks for it again and shows the door. */
function onError(error: unknown) {
  if (error instanceof ApiError && error.code === 'unauthenticated')
    void queryClient.invalidateQueries({ queryKey: ['session'] })
}

/** What was asked too fast was not done, so it is asked again, and not before its time. */
function retryDelay(failures: number, error: Error): number {
  const waitMs = error instanceof ApiError && error.retryAfterMs !== null ? error.retryAfterMs : 1_000 * 2 ** failures
  return spread(Math.min(waitMs, 30_000))
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused will be refused again; a lost network deserves two more tries.
      retry: (failures, error) =>
        (isLater(error) || !(error instanceof ApiError && error.status < 500)) && failures < 2,
      retryDelay,
      networkMode: 'always',
    },
    mutations: {
      networkMode: 'always',
      retry: (failures, error) => (isLater(error) && failures < 2) || (error instanceof OfflineError && failures < 1),
      retryDelay,
    },
  },
})
