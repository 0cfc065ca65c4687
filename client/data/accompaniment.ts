import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const officeApi = api.api.offices[':officeId']
const schoolApi = officeApi.schools[':schoolId'].notes
const projectApi = officeApi.projects[':projectId'].notes
const pageSize = '30'

/** What an office accompanies, and which office. */
export interface Accompanied {
  officeId: string
  kind: 'school' | 'project'
  id: string
}

function fetchNotes({ officeId, kind, id }: Accompanied, before: string) {
  const query = { limit: pageSize, ...(before && { before }) }
  return kind === 'school'
    ? call(schoolApi.$get({ param: { officeId, schoolId: id }, query }))
    : call(projectApi.$get({ param: { officeId, projectId: id }, query }))
}
export type NotesView = Awaited<ReturnType<typeof fetchNotes>>

const keyOf = ({ officeId, kind, id }: Accompanied) => ['accompaniment', officeId, kind, id]

export const notesQuery = (about: Accompanied) =>
  infiniteQueryOptions({
    queryKey: keyOf(about),
    queryFn: ({ pageParam }) => fetchNotes(about, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })

export function useAddNote(about: Accompanied) {
  const queryClient = useQueryClient()
  const { officeId, kind, id } = about
  return useMutation({
    mutationFn: (json: { id: string; day: string; text: string }) =>
      kind === 'school'
        ? call(schoolApi.$post({ param: { officeId, schoolId: id }, json }))
        : call(projectApi.$post({ param: { officeId, projectId: id }, json })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keyOf(about) }),
  })
}

/** The office's page of a school or a project. */
export const accompaniedHref = ({ officeId, kind, id }: Accompanied) => `/office/${officeId}/${kind}s/${id}`
