import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const schoolApi = api.api.school
const projectApi = api.api.projects[':projectId']

const fetchCalendar = () => call(schoolApi.calendar.$get())
const fetchProjectQuiet = (projectId: string) => call(projectApi.quiet.$get({ param: { projectId } }))
const checkIcs = (ics: string) => call(schoolApi.calendar.check.$post({ json: { ics } }))

export type CalendarView = Awaited<ReturnType<typeof fetchCalendar>>
export type Holiday = CalendarView['holidays'][number]
export type HolidayWords = Omit<Holiday, 'id'>
export type IcsCheck = Awaited<ReturnType<typeof checkIcs>>
export type ProjectQuiet = Awaited<ReturnType<typeof fetchProjectQuiet>>
export type QuietSchool = ProjectQuiet['schools'][number]
export type Quiet = NonNullable<QuietSchool['quiet']>

/** Quiet begins and ends without anybody doing anything: looked at again when the minute is over. */
const lookAgainMs = 60_000

export const calendarQuery = queryOptions({
  queryKey: ['quiet', 'calendar'],
  queryFn: fetchCalendar,
  refetchInterval: lookAgainMs,
})

export const projectQuietQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['quiet', projectId],
    queryFn: () => fetchProjectQuiet(projectId),
    refetchInterval: lookAgainMs,
  })

function useQuietChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['quiet'] }),
  })
}

/** A dry run: nothing is stored. */
export const useCheckIcs = () => useMutation({ mutationFn: checkIcs })

export const useAddHolidays = () =>
  useQuietChange((holidays: HolidayWords[]) => call(schoolApi.holidays.$post({ json: { holidays } })))

export const useChangeHoliday = () =>
  useQuietChange(({ id: holidayId, ...json }: Holiday) =>
    call(schoolApi.holidays[':holidayId'].$put({ param: { holidayId }, json })),
  )

export const useRemoveHoliday = () =>
  useQuietChange((holidayId: string) => call(schoolApi.holidays[':holidayId'].$delete({ param: { holidayId } })))

/** For the pupils of one's school: in one project, or with null in all of them. */
export const useMakeException = (projectId: string | null) =>
  useQuietChange((json: { until: string; reason: string }) =>
    projectId === null
      ? call(schoolApi['quiet-exceptions'].$post({ json }))
      : call(projectApi['quiet-exceptions'].$post({ param: { projectId }, json })),
  )

export const useEndException = () =>
  useQuietChange((exceptionId: string) =>
    call(api.api['quiet-exceptions'][':exceptionId'].$delete({ param: { exceptionId } })),
  )
