import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchPeople = (projectId: string) => call(api.api.projects[':projectId'].people.$get({ param: { projectId } }))

export type PeopleView = Awaited<ReturnType<typeof fetchPeople>>
export type Member = PeopleView['members'][number]
export type Group = PeopleView['groups'][number]
export type MemberRole = Member['role']

export const peopleQuery = (projectId: string) =>
  queryOptions({ queryKey: ['people', projectId], queryFn: () => fetchPeople(projectId) })
