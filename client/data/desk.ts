import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchDesk = (projectId: string) => call(api.api.projects[':projectId'].desk.$get({ param: { projectId } }))

export type DeskItem = Awaited<ReturnType<typeof fetchDesk>>['items'][number]
export type Decision = DeskItem['can'][number]

/** Where no line is open that tells of it, the desk is asked for this often. */
const askEveryMs = 60_000

export const deskQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['desk', projectId],
    queryFn: () => fetchDesk(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

/** How much waits in a project; 0 where one may not know. */
export function useWaiting(projectId: string | null): number {
  const { data } = useQuery({ ...deskQuery(projectId ?? ''), enabled: projectId !== null })
  return data?.items.length ?? 0
}

interface Decided {
  items: readonly Pick<DeskItem, 'id' | 'version'>[]
  decision: Decision
  reason?: string
  /** Of what waits in a page, these alone. */
  parts?: string[]
}

/** Decides about one item or several, one after the other; the first that is refused ends it. */
export function useDecide(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ items, decision, reason, parts }: Decided) => {
      for (const { id, version } of items)
        await call(
          api.api.desk[':itemId'].$post({
            param: { itemId: id },
            json: {
              decision,
              version,
              ...(reason === undefined ? {} : { reason }),
              ...(parts === undefined ? {} : { parts }),
            },
          }),
        )
    },
    // Another teacher may have been there first: the list says so.
    onSettled: () => queryClient.invalidateQueries({ queryKey: deskQuery(projectId).queryKey }),
  })
}
