import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

/** People of a project by the names this person may see. */
export const peopleQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['people', projectId],
    queryFn: () => call(api.api.projects[':projectId'].people.$get({ param: { projectId } })),
  })

/** Documents of a project, for links to pages. */
export const documentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['documents', projectId],
    queryFn: () => call(api.api.projects[':projectId'].documents.$get({ param: { projectId }, query: {} })),
  })
