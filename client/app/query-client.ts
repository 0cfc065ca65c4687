import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, OfflineError } from '#client/api.ts'

/** A session that ended anywhere ends here: the frame asks for it again and shows the door. */
function onError(error: unknown) {
  if (error instanceof ApiError && error.code === 'unauthenticated')
    void queryClient.invalidateQueries({ queryKey: ['session'] })
}

/** Longer than this nobody looks at a screen that waits: the refusal is shown, and says what to do. */
const longestWaitMs = 10_000
/** Who was sent away together does not come back together. */
const spreadMs = 1_000

const isLater = (error: Error) =>
  error instanceof ApiError && error.status === 429 && (error.retryAfterMs ?? longestWaitMs + 1) <= longestWaitMs

/** What was asked too fast was not done, so it is asked again, and not before its time. */
function retryDelay(failures: number, error: Error): number {
  const waitMs = error instanceof ApiError && error.retryAfterMs !== null ? error.retryAfterMs : 1_000 * 2 ** failures
  return Math.min(waitMs, 30_000) + Math.random() * spreadMs
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
