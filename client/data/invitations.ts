import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { Locale } from '#client/locales/locales.ts'
import { linkChoices, type ProjectChoice } from './invitation-choices.ts'

const look = (token: string) => call(api.api.invitations.look.$post({ json: { token } }))

export type InvitationLook = Awaited<ReturnType<typeof look>>['invitation']

export interface NewAccount {
  displayName: string
  email: string
  password: string
  locale: Locale
  school?: { name: string; town: string; countryCode: string; timeZone: string; region?: string }
}

/** Looking uses nothing up: it is a question, asked by POST so that the token stays out of addresses. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => look(token),
    retry: false,
    // Who has signed in meanwhile may be told another thing.
    refetchOnMount: 'always',
  })

export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (json: { token: string; account?: NewAccount }) => call(api.api.invitations.accept.$post({ json })),
  })
}

export function useInviteToProject(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (choice: ProjectChoice) =>
      call(api.api.projects[':projectId'].invitations.$post({ param: { projectId }, json: linkChoices[choice] })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['people', projectId] }),
  })
}

/** `stale` is the list that shows the invitation. */
export function useRevokeInvitation(stale: readonly string[]) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(api.api.invitations[':id'].$delete({ param: { id } })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: stale }),
  })
}
