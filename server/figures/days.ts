import { dayOf } from '../kit/dates.ts'
import { dayMs, nightBeginsMs } from '../kit/nights.ts'
import { schoolYear } from '../team/team.ts'

/* Of which days figures are made by themselves. Pure. */

/** So far back, where there was somebody. */
const mostYears = 10

const yearOf = (day: string) => schoolYear(new Date(`${day}T00:00:00Z`))

/** The last day of a school year that began in a calendar year. */
export const lastDayOf = (year: number): string => `${year + 1}-07-31`
/** The last day that is over: of it the night tells. */
const yesterdayOf = (now: Date): string => dayOf(new Date(now.getTime() - nightBeginsMs - dayMs))

/** The school years that are over, and last night's day. */
export function dueDays(now: Date, firstDay: string | null): string[] {
  const yesterday = yesterdayOf(now)
  if (firstDay === null) return [yesterday]
  const first = Math.max(yearOf(firstDay), yearOf(yesterday) - mostYears)
  const years = Array.from({ length: Math.max(0, yearOf(yesterday) - first) }, (_, index) => lastDayOf(first + index))
  return [...new Set([...years, yesterday])]
}

/** The school year that each of these days tells of; of two the later day. The newest year first. */
export function yearsOf(days: readonly string[]): { year: number; day: string }[] {
  const years = new Map<number, string>()
  for (const day of days.toSorted()) years.set(yearOf(day), day)
  return [...years].map(([year, day]) => ({ year, day })).toSorted((one, other) => other.year - one.year)
}
