import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { isShownHere } from '#client/live/outbox.ts'

const ask = () => call(api.api.session.$get())

type SessionAnswer = Awaited<ReturnType<typeof ask>> & {
  /** The session is over, and who had it still looks at what they wrote: nothing of it goes until they do. */
  isOver?: boolean
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client }): Promise<SessionAnswer> => {
    const answer = await ask()
    const before = client.getQueryData<SessionAnswer>(['session'])?.user
    return answer.user === null && before && isShownHere(before.id) ? { ...answer, user: before, isOver: true } : answer
  },
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})
