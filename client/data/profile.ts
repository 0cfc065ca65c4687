import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const profileApi = api.api.me.profile

const fetchProfile = () => call(profileApi.$get())

export const profileQuery = queryOptions({ queryKey: ['profile'], queryFn: fetchProfile })

export type OwnProfile = Awaited<ReturnType<typeof fetchProfile>>
export type Profile = Parameters<typeof profileApi.$put>[0]['json']

export function useSaveProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: Profile) => call(profileApi.$put({ json })),
    onSuccess: (saved) => {
      queryClient.setQueryData(profileQuery.queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['directory'] })
    },
  })
}
