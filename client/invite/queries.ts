import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { ProjectKind } from '#client/projects/queries.ts'
import type { SessionView } from '#client/shell/session.ts'
import type { CreatedInvitation } from './invite-link.tsx'

export type ProjectInvitationRole = 'teacher' | 'visitor' | 'guest'

export interface InvitationLook {
  kind: 'school' | 'project'
  role: 'admin' | 'staff' | ProjectInvitationRole
  expiresAt: string
  inviter: string
  school: { name: string; town: string; countryCode: string } | null
  project: {
    name: string
    kind: ProjectKind
    cover: number
    languages: string[]
    schools: { name: string; countryCode: string }[]
  } | null
  needsAccount: boolean
}

export interface NewAccount {
  displayName: string
  email: string
  password: string
  locale: 'en' | 'fr'
  school?: { id: string } | { name: string; town: string; countryCode: string }
}

/** Looking uses nothing up: it is a question, asked by POST so that the token stays out of addresses. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: (): Promise<{ invitation: InvitationLook }> => call(api.api.invitations.look.$post({ json: { token } })),
    retry: false,
  })

export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (json: {
      token: string
      account?: NewAccount
    }): Promise<{ user: SessionView; projectId: string | null }> => call(api.api.invitations.accept.$post({ json })),
  })
}

export function useInviteToProject(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (role: ProjectInvitationRole): Promise<{ invitation: CreatedInvitation }> =>
      call(api.api.projects[':projectId'].invitations.$post({ param: { projectId }, json: { role } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['people', projectId] }),
  })
}

/** `stale` is the list that shows the invitation. */
export function useRevokeInvitation(stale: readonly string[]) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(api.api.invitations[':id'].$delete({ param: { id } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: stale }),
  })
}
