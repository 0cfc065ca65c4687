import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchContributions = (projectId: string) =>
  call(api.api.projects[':projectId'].contributions.$get({ param: { projectId } }))

export type ProjectContributions = Awaited<ReturnType<typeof fetchContributions>>
export type ProjectContribution = ProjectContributions['people'][number]

export const projectContributionsQuery = (projectId: string) =>
  queryOptions({ queryKey: ['contributions', 'project', projectId], queryFn: () => fetchContributions(projectId) })
