import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { sessionQuery } from '#client/data/session.ts'
import { useSession } from './session.ts'

type Choice = Parameters<typeof api.api.me.$patch>[0]['json']

/** Keeps a choice with the account too, when there is one; the device has it already. */
export function useKeepChoice() {
  const { user } = useSession()
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: (choice: Choice) => call(api.api.me.$patch({ json: choice })),
    onSuccess: ({ user: next }) =>
      queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: next }),
  })
  return (choice: Choice) => {
    if (user) mutation.mutate(choice)
  }
}
