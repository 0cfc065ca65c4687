import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call, callFile } from '#client/api.ts'
import { type RecordOwner, unsentChanges, wipeLocal } from '#client/live/outbox.ts'
import { UnsentError } from '#client/live/unsent-error.ts'
import { tabStorage } from '#client/storage.ts'
import { sessionQuery } from './session.ts'

const accountApi = api.api.me.account

const fetchAccount = () => call(accountApi.$get())

/** Asked each time: it changes by what is done on other screens. */
export const accountQuery = queryOptions({ queryKey: ['me', 'account'], queryFn: fetchAccount, staleTime: 0 })

export type HandOver = Awaited<ReturnType<typeof fetchAccount>>['handOver']

export const useExport = () => useMutation({ mutationFn: () => callFile(accountApi.export.$get()) })

/** Words that have not left this device go first. The login ends with the account, and nothing stays here. */
export function useDeleteAccount(owner: RecordOwner) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (password: string) => {
      const count = await unsentChanges(owner)
      if (count > 0) throw new UnsentError(count)
      await call(accountApi.delete.$post({ json: { password } }))
      await wipeLocal(owner)
      tabStorage.clear()
    },
    onSuccess: () => {
      queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: null })
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
    onError: () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey }),
  })
}
