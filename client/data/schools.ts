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
  isPublic?: boolean
}

export const useChangeSchool = () => useSchoolChange((json: SchoolChange) => call(schoolApi.$patch({ json })))

export const useNameHead = () => useSchoolChange((isNamed: boolean) => call(schoolApi.head.$put({ json: { isNamed } })))

export const useInviteStaff = () =>
  useSchoolChange((role: 'admin' | 'staff') => call(schoolApi.invitations.$post({ json: { role } })))

export const useConfirmColleague = () =>
  useSchoolChange((userId: string) => call(schoolApi.waiting[':userId'].$post({ param: { userId } })))

export const useRefuseColleague = () =>
  useSchoolChange((userId: string) => call(schoolApi.waiting[':userId'].$delete({ param: { userId } })))

const fetchTerms = (userId: string) => call(schoolApi.staff[':userId'].terms.$get({ param: { userId } }))

export type TermView = Awaited<ReturnType<typeof fetchTerms>>['terms'][number]

/** What somebody was and is at the school. */
export const termsQuery = (userId: string) =>
  queryOptions({ queryKey: ['school', 'terms', userId], queryFn: () => fetchTerms(userId) })

export const givablePosts = ['teacher', 'head', 'management', 'librarian', 'trainee', 'trainer'] as const
export type GivablePost = (typeof givablePosts)[number]

export const useGivePosts = (userId: string) =>
  useSchoolChange((json: { posts: GivablePost[]; from: string }) =>
    call(schoolApi.staff[':userId'].terms.$post({ param: { userId }, json })),
  )

export const useEndPost = () =>
  useSchoolChange(({ termId, to }: { termId: string; to: string }) =>
    call(schoolApi.terms[':termId'].$patch({ param: { termId }, json: { to } })),
  )

export const useMakeRecovery = () =>
  useMutation({
    mutationFn: (userId: string) => call(schoolApi.staff[':userId'].recovery.$post({ param: { userId } })),
  })

export const useTakeSecondStep = () =>
  useSchoolChange((userId: string) => call(schoolApi.staff[':userId'].authenticators.$delete({ param: { userId } })))

export const useChangeStaff = () =>
  useSchoolChange(({ userId, ...json }: { userId: string; isSchoolAdmin?: boolean; isSuspended?: boolean }) =>
    call(schoolApi.staff[':userId'].$patch({ param: { userId }, json })),
  )
