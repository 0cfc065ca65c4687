import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(api.api.session.$get()),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: () => call(api.api.projects.$get()),
})

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: () => call(api.api.projects[':projectId'].$get({ param: { projectId } })),
  })

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId],
    queryFn: () => call(api.api.documents[':documentId'].$get({ param: { documentId } })),
  })
