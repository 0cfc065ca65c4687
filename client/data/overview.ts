import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchOverview = () => call(api.api.school.overview.$get())

export type Overview = Awaited<ReturnType<typeof fetchOverview>>

/** The school at a glance. */
export const overviewQuery = queryOptions({ queryKey: ['school', 'overview'], queryFn: fetchOverview })
