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

/**
 * Where something changed, a first answer that is still on its way may not know it, and TanStack Query asks no second time while
 * there is nothing to show yet: here it is asked once more when the first is there.
 */
export class AskingClient extends QueryClient {
  override invalidateQueries(
    ...asked: Parameters<QueryClient['invalidateQueries']>
  ): ReturnType<QueryClient['invalidateQueries']> {
    const [filters] = asked
    for (const query of this.getQueryCache().findAll(filters ?? {})) {
      const { fetchStatus, data } = query.state
      if (fetchStatus === 'idle' || data !== undefined) continue
      const again = () => void this.invalidateQueries({ queryKey: query.queryKey, exact: true })
      void query.promise?.then(again, () => undefined)
    }
    return super.invalidateQueries(...asked)
  }
}

export const queryClient: QueryClient = new AskingClient({
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
