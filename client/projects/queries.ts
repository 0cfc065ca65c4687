import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const projectKinds = ['european', 'national', 'school', 'training'] as const
export type ProjectKind = (typeof projectKinds)[number]

export type ProjectState = 'draft' | 'waiting_partner' | 'waiting_office' | 'open' | 'closed' | 'archived'
export type MemberRole = 'owner' | 'teacher' | 'visitor' | 'pupil_admin' | 'pupil' | 'guest'

export interface School {
  id: string
  name: string
  town: string
  countryCode: string
}

export interface ProjectCard {
  id: string
  kind: ProjectKind
  state: ProjectState
  name: string
  cover: number
  summary: string
  languages: string[]
  schools: School[]
  role: MemberRole
  memberCount: number
  pageCount: number
  changedAt: string
}

export interface Project {
  id: string
  kind: ProjectKind
  state: ProjectState
  name: string
  summary: string
  cover: number
  languages: string[]
  subjects: string[]
  ageFrom: number
  ageTo: number
  createdAt: string
  role: MemberRole
  group: { id: string; name: string } | null
  schools: (School & { standing: 'founder' | 'partner' })[]
  can: {
    edit: boolean
    archive: boolean
    invite: boolean
    editPeople: boolean
    changeRole: boolean
    editGroups: boolean
    createDocument: boolean
    handOut: boolean
  }
}

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

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: (): Promise<{ projects: ProjectCard[] }> => call(api.api.projects.$get()),
})

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: (): Promise<{ project: Project }> => call(api.api.projects[':projectId'].$get({ param: { projectId } })),
  })

export function useFoundProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: FoundProjectInput): Promise<{ id: string }> => call(api.api.projects.$post({ json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['projects'] }),
  })
}

export function useChangeProject(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: ProjectChange) => call(api.api.projects[':projectId'].$patch({ param: { projectId }, json })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['projects'] }),
        queryClient.invalidateQueries({ queryKey: ['project', projectId] }),
      ]),
  })
}
