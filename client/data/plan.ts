import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const planApi = api.api.projects[':projectId'].plan
const calendarApi = api.api.me.calendar

const fetchPlan = (projectId: string) => call(planApi.$get({ param: { projectId } }))

type PlanView = Awaited<ReturnType<typeof fetchPlan>>
export type WholePlan = Extract<PlanView, { view: 'whole' }>
export type OwnPlan = Extract<PlanView, { view: 'own' }>

export const planQuery = (projectId: string) =>
  queryOptions({ queryKey: ['plan', projectId], queryFn: () => fetchPlan(projectId), refetchOnWindowFocus: true })

/** Makes it, with these subjects, or finds the one that there is. */
export function useMakePlan(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (lanes: string[]) => call(planApi.$post({ param: { projectId }, json: { lanes } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['plan', projectId] }),
  })
}

const readTimetable = (projectId: string, ics: string) =>
  call(planApi.timetable.$post({ param: { projectId }, json: { ics } }))

/** What a calendar file would propose for sessions: a lesson has a day, an hour and a room. */
export type Timetable = Awaited<ReturnType<typeof readTimetable>>

/** Nothing is stored. */
export const useReadTimetable = (projectId: string) =>
  useMutation({ mutationFn: (ics: string) => readTimetable(projectId, ics) })

export const calendarQuery = () => queryOptions({ queryKey: ['calendar-key'], queryFn: () => call(calendarApi.$get()) })

/** The address is in this answer, and nowhere else. */
export function useMakeCalendarKey() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(calendarApi.$post({ json: {} })),
    onSuccess: ({ madeAt }) => queryClient.setQueryData(calendarQuery().queryKey, { madeAt }),
  })
}

export function useRemoveCalendarKey() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(calendarApi.$delete()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: calendarQuery().queryKey }),
  })
}
