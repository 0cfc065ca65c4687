import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { type MemberRole, peopleQuery } from './people.ts'

const projectApi = api.api.projects[':projectId']
const groupApi = api.api.groups[':groupId']

/**
 * Who is where shows on people, on pages (by group) and on the project itself. The lists are fetched again behind the
 * answer, so that whoever asked is told before their row leaves the screen.
 */
function usePeopleChange<Input, Output>(projectId: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      void Promise.all(
        [['people', projectId], ['documents', projectId], ['project', projectId], ['projects']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export const useAddPupils = (projectId: string) =>
  usePeopleChange(projectId, (json: { classroomId: string } | { userIds: string[] }) =>
    call(projectApi.pupils.$post({ param: { projectId }, json })),
  )

/** A move shows at once; the list is fetched again whatever the server says. */
export function useMoveMember(projectId: string) {
  const queryClient = useQueryClient()
  const { queryKey } = peopleQuery(projectId)
  const show = (userId: string, groupId: string | null) =>
    queryClient.setQueryData(
      queryKey,
      (before) =>
        before && {
          ...before,
          members: before.members.map((member) => (member.userId === userId ? { ...member, groupId } : member)),
        },
    )
  return usePeopleChange(projectId, async ({ userId, groupId }: { userId: string; groupId: string | null }) => {
    await queryClient.cancelQueries({ queryKey })
    show(userId, groupId)
    return call(projectApi.members[':userId'].$patch({ param: { projectId, userId }, json: { groupId } }))
  })
}

export const useChangeRole = (projectId: string) =>
  usePeopleChange(projectId, ({ userId, role }: { userId: string; role: MemberRole }) =>
    call(projectApi.members[':userId'].$patch({ param: { projectId, userId }, json: { role } })),
  )

export const useRemoveMember = (projectId: string) =>
  usePeopleChange(projectId, (userId: string) =>
    call(projectApi.members[':userId'].$delete({ param: { projectId, userId } })),
  )

export const useAddGroup = (projectId: string) =>
  usePeopleChange(projectId, (name: string) => call(projectApi.groups.$post({ param: { projectId }, json: { name } })))

export const useMakeGroups = (projectId: string) =>
  usePeopleChange(projectId, (json: { count: number; isMixed: boolean; names: string[] }) =>
    call(projectApi.groups.make.$post({ param: { projectId }, json })),
  )

export const useRenameGroup = (projectId: string) =>
  usePeopleChange(projectId, ({ groupId, name }: { groupId: string; name: string }) =>
    call(groupApi.$patch({ param: { groupId }, json: { name } })),
  )

export const useDeleteGroup = (projectId: string) =>
  usePeopleChange(projectId, (groupId: string) => call(groupApi.$delete({ param: { groupId } })))
