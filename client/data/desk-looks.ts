import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, call } from '#client/api.ts'

const looksApi = api.api.projects[':projectId'].desk.looks

/** A look lasts a minute: that it is over nobody tells. */
const askEveryMs = 15_000
/** Who goes on is on it still. */
const sayEveryMs = 20_000

const looksQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['desk-looks', projectId],
    queryFn: () => call(looksApi.$get({ param: { projectId } })),
    refetchInterval: askEveryMs,
  })

/** The other teacher who is on an item of a desk, or null. */
export function useOtherOn(projectId: string, item: string): string | null {
  const { data } = useQuery(looksQuery(projectId))
  return data?.looks.find((look) => look.item === item)?.name ?? null
}

/**
 * For what shows an item: whoever comes into it by key, finger or mouse is said to be on it, now and then while they go on.
 * Where that fails nothing is said of it: it is a hint.
 */
export function useLookAt(projectId: string, item: string) {
  const { mutate } = useMutation({
    mutationFn: () => call(looksApi.$put({ param: { projectId }, json: { item } })),
  })
  return useCallback(
    (element: HTMLElement | null) => {
      let saidAt = 0
      const say = () => {
        if (Date.now() - saidAt < sayEveryMs) return
        saidAt = Date.now()
        mutate()
      }
      element?.addEventListener('focusin', say)
      return () => element?.removeEventListener('focusin', say)
    },
    [mutate],
  )
}
