import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { sessionQuery } from '#client/data/session.ts'

type SessionAnswer = Awaited<ReturnType<NonNullable<typeof sessionQuery.queryFn>>>
export type SessionView = NonNullable<SessionAnswer['user']>

/** The session as far as it is known: `user` is null at the door and while nothing has answered. */
export function useSession() {
  const query = useQuery(sessionQuery)
  return { ...query, user: query.data?.user ?? null }
}

/** The person of a signed-in screen. The frame shows such screens only with a session. */
export function useUser(): SessionView {
  const { user } = useSession()
  if (!user) throw new Error('this screen needs a session')
  return user
}

/** Leaves the screen that an ended session left, for the door. */
export function useSignInAgain() {
  const queryClient = useQueryClient()
  return () =>
    queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: null, isOver: false })
}

/** After sign-in, setup or an accepted invitation: the new person, with nothing left of an earlier one. */
export function useEnter() {
  const queryClient = useQueryClient()
  return useCallback(
    async (user: SessionView) => {
      // An invitation just accepted is still on the screen, and its link can be asked about no more.
      const stays = ['session', 'invitation', 'recovery']
      queryClient.removeQueries({ predicate: ({ queryKey }) => !stays.includes(String(queryKey[0])) })
      queryClient.setQueryData(
        sessionQuery.queryKey,
        (before) => before && { ...before, user, setupNeeded: false, isOver: false },
      )
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
    [queryClient],
  )
}
