import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(api.api.session.$get()),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})
