import { lazy } from 'react'
import { useUser } from '../session/session.ts'

const HomePage = lazy(async () => ({ default: (await import('#client/projects/home-page.tsx')).HomePage }))
const TodayPage = lazy(async () => ({ default: (await import('#client/today/today-page.tsx')).TodayPage }))

/** The same address for all: a teacher's home, a pupil's day. */
export function HomeOrToday() {
  return useUser().kind === 'pupil' ? <TodayPage /> : <HomePage />
}
