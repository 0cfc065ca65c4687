import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { type RecordOwner, unsentChanges, wipeLocal } from '#client/live/outbox.ts'
import { sessionQuery } from '#client/data/session.ts'
import { tabStorage } from '#client/storage.ts'
import { useSession } from './session.ts'
import { UnsentError } from '../live/unsent-error.ts'

/** Ends the session on the server and here, unless words have not left this device yet. Then nothing local remains. */
export async function leave(owner: RecordOwner, { isEverywhere = false }: { isEverywhere?: boolean } = {}) {
  const count = await unsentChanges(owner)
  if (count > 0) throw new UnsentError(count)
  await (isEverywhere ? call(api.api.session.all.$delete()) : call(api.api.session.$delete()))
  await wipeLocal(owner)
  tabStorage.clear()
}

export function useSignOut() {
  const queryClient = useQueryClient()
  const { user } = useSession()
  return useMutation({
    mutationFn: (how: { isEverywhere?: boolean }) => leave(user ?? { id: '', outboxKey: '' }, how),
    onSuccess: () => {
      // The frame hears first and takes the screens away; then nothing that they knew is kept.
      queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: null })
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
  })
}
