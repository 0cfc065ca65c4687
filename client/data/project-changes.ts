import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { FoundKind } from './projects.ts'

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
  kind: FoundKind
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

/** What it is on its own page, in its dossier and on the shelf is another thing now. */
function useProjectMutation<Input, Output>(projectId: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all(
        [['projects'], ['project', projectId], ['dossier', projectId], ['project-life', projectId]].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export const useChangeProject = (projectId: string) =>
  useProjectMutation(projectId, (json: ProjectChange) =>
    call(api.api.projects[':projectId'].$patch({ param: { projectId }, json })),
  )

/** Out of the archive, as it was. */
export const useRestoreProject = (projectId: string) =>
  useProjectMutation(projectId, () => call(api.api.projects[':projectId'].restore.$post({ param: { projectId } })))

/** Gives the new project with which an archived one goes on. */
export const useFoundSequel = (projectId: string) =>
  useProjectMutation(projectId, (name: string) =>
    call(api.api.projects[':projectId'].sequel.$post({ param: { projectId }, json: { name } })),
  )
