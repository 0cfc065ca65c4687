import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const projectKinds = ['european', 'national', 'school', 'training'] as const

const fetchProjects = () => call(api.api.projects.$get())
const fetchProject = (projectId: string) => call(api.api.projects[':projectId'].$get({ param: { projectId } }))

export type ProjectCard = Awaited<ReturnType<typeof fetchProjects>>['projects'][number]
export type Project = Awaited<ReturnType<typeof fetchProject>>['project']
export type FoundKind = (typeof projectKinds)[number]

export type ProjectState = Project['state']

export const projectsQuery = queryOptions({ queryKey: ['projects'], queryFn: fetchProjects })

export const projectQuery = (projectId: string) =>
  queryOptions({ queryKey: ['project', projectId], queryFn: () => fetchProject(projectId) })
