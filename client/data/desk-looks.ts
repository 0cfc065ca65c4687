import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
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

/** Says that one is on an item, now and then while one goes on. Nothing is said of it where it fails: it is a hint. */
export function useLookAt(projectId: string, item: string): () => void {
  const saidAt = useRef(0)
  const { mutate } = useMutation({
    mutationFn: () => call(looksApi.$put({ param: { projectId }, json: { item } })),
  })
  return () => {
    if (Date.now() - saidAt.current < sayEveryMs) return
    saidAt.current = Date.now()
    mutate()
  }
}
