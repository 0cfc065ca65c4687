import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const teamApi = api.api.projects[':projectId'].team
const schoolTeamsApi = api.api.school.teams

const fetchTeam = (projectId: string) => call(teamApi.$get({ param: { projectId } }))

export type TeamView = Awaited<ReturnType<typeof fetchTeam>>
export type TeamSubject = TeamView['subjects'][number]
export type TeamTheme = NonNullable<TeamView['theme']>

export const teamQuery = (projectId: string) =>
  queryOptions({ queryKey: ['team', projectId], queryFn: () => fetchTeam(projectId) })

function useTeamChange<Input>(projectId: string, mutationFn: (input: Input) => Promise<TeamView>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (view) => {
      queryClient.setQueryData(teamQuery(projectId).queryKey, view)
      void queryClient.invalidateQueries({ queryKey: schoolTeamsQuery.queryKey })
    },
  })
}

export const useEditTeam = (projectId: string) =>
  useTeamChange(projectId, (json: Pick<TeamView, 'theme' | 'publicTitle' | 'year'>) =>
    call(teamApi.$patch({ param: { projectId }, json })),
  )

export type SubjectDraft = Pick<TeamSubject, 'subject' | 'teacherId' | 'hours'>

/** Adds a subject, or changes the one of this id. */
export const useKeepSubject = (projectId: string, subjectId: string | null) =>
  useTeamChange(projectId, (json: SubjectDraft) =>
    subjectId === null
      ? call(teamApi.subjects.$post({ param: { projectId }, json }))
      : call(teamApi.subjects[':subjectId'].$patch({ param: { projectId, subjectId }, json })),
  )

export const useRemoveSubject = (projectId: string) =>
  useTeamChange(projectId, (subjectId: string) =>
    call(teamApi.subjects[':subjectId'].$delete({ param: { projectId, subjectId } })),
  )

const fetchSchoolTeams = () => call(schoolTeamsApi.$get())

export type SchoolTeamsView = Awaited<ReturnType<typeof fetchSchoolTeams>>
export type SchoolTeam = SchoolTeamsView['teams'][number]

export const schoolTeamsQuery = queryOptions({ queryKey: ['school-teams'], queryFn: fetchSchoolTeams })

function useApproval<Input>(mutationFn: (input: Input) => Promise<undefined>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all([
        queryClient.invalidateQueries({ queryKey: schoolTeamsQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: ['team'] }),
      ]),
  })
}

export const useApproveTeam = () =>
  useApproval(({ projectId, note }: { projectId: string; note: string }) =>
    call(schoolTeamsApi[':projectId'].$put({ param: { projectId }, json: { note } })),
  )

export const useWithdrawApproval = () =>
  useApproval((projectId: string) => call(schoolTeamsApi[':projectId'].$delete({ param: { projectId } })))
