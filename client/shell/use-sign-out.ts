import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { unsentChanges, wipeLocal } from '#client/live/outbox.ts'
import { sessionQuery } from './queries.ts'

/** Words that only this device has: leaving now would lose them. */
export class UnsentError extends Error {
  override name = 'UnsentError'
  readonly count: number

  constructor(count: number) {
    super('unsent changes')
    this.count = count
  }
}

/** Ends the session, here or everywhere, unless words have not left this device yet. Then nothing local remains. */
export function useSignOut() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ isEverywhere = false }: { isEverywhere?: boolean }) => {
      const count = await unsentChanges()
      if (count > 0) throw new UnsentError(count)
      await (isEverywhere ? call(api.api.session.all.$delete()) : call(api.api.session.$delete()))
      await wipeLocal()
    },
    onSuccess: () => {
      const session = queryClient.getQueryData(sessionQuery.queryKey)
      queryClient.clear()
      if (session) queryClient.setQueryData(sessionQuery.queryKey, { ...session, user: null })
    },
  })
}
