import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchSkills = (projectId: string) => call(api.api.projects[':projectId'].skills.$get({ param: { projectId } }))

export type Skills = Awaited<ReturnType<typeof fetchSkills>>
export type SkillSession = Skills['sessions'][number]

/** On what lessons work; the plan is written elsewhere, so it is asked again whenever somebody looks. */
export const skillsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['skills', projectId],
    queryFn: () => fetchSkills(projectId),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
