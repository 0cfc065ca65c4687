import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const projectKinds = ['european', 'national', 'school', 'training'] as const

const fetchProjects = () => call(api.api.projects.$get())
const fetchProject = (projectId: string) => call(api.api.projects[':projectId'].$get({ param: { projectId } }))

export type ProjectCard = Awaited<ReturnType<typeof fetchProjects>>['projects'][number]
export type Project = Awaited<ReturnType<typeof fetchProject>>['project']
export type ProjectKind = Project['kind']
export type ProjectState = Project['state']

export interface ProjectWords {
  name: string
  summary: string
  cover: number
  languages: string[]
  subjects: string[]
  ageFrom: number
  ageTo: number
}

export interface FoundProjectInput extends ProjectWords {
  kind: ProjectKind
  classroomIds: string[]
  start: 'alone' | 'with_partner'
}

export interface ProjectChange extends Partial<ProjectWords> {
  state?: 'open' | 'closed' | 'archived'
}

export function useFoundProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: FoundProjectInput) => call(api.api.projects.$post({ json })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['projects'] }),
  })
}

export function useChangeProject(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: ProjectChange) => call(api.api.projects[':projectId'].$patch({ param: { projectId }, json })),
    onSuccess: () =>
      void Promise.all([
        queryClient.invalidateQueries({ queryKey: ['projects'] }),
        queryClient.invalidateQueries({ queryKey: ['project', projectId] }),
      ]),
  })
}
