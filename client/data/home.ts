import { queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const fetchHome = () => call(api.api.me.home.$get())

export type HomeView = Awaited<ReturnType<typeof fetchHome>>

/** How one's projects are, and the days that come. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: fetchHome })
