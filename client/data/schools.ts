import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const schoolApi = api.api.school

const fetchSchool = () => call(schoolApi.$get())

export type SchoolView = Awaited<ReturnType<typeof fetchSchool>>
export type StaffMember = SchoolView['staff'][number]

export const schoolQuery = queryOptions({ queryKey: ['school'], queryFn: fetchSchool })

function useSchoolChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all([
        queryClient.invalidateQueries({ queryKey: ['school'] }),
        queryClient.invalidateQueries({ queryKey: ['session'] }),
      ]),
  })
}

interface SchoolChange {
  name?: string
  town?: string
  nationalCode?: string
  timeZone?: string
  approvesTeams?: boolean
}

export const useChangeSchool = () => useSchoolChange((json: SchoolChange) => call(schoolApi.$patch({ json })))

export const useInviteStaff = () =>
  useSchoolChange((role: 'admin' | 'staff') => call(schoolApi.invitations.$post({ json: { role } })))

export const useConfirmColleague = () =>
  useSchoolChange((userId: string) => call(schoolApi.waiting[':userId'].$post({ param: { userId } })))

export const useRefuseColleague = () =>
  useSchoolChange((userId: string) => call(schoolApi.waiting[':userId'].$delete({ param: { userId } })))

export const useMakeRecovery = () =>
  useMutation({
    mutationFn: (userId: string) => call(schoolApi.staff[':userId'].recovery.$post({ param: { userId } })),
  })

export const useChangeStaff = () =>
  useSchoolChange(({ userId, ...json }: { userId: string; isSchoolAdmin?: boolean; isSuspended?: boolean }) =>
    call(schoolApi.staff[':userId'].$patch({ param: { userId }, json })),
  )
