import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { ProjectKind } from './projects.ts'

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

interface ProjectChange extends Partial<ProjectWords> {
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
