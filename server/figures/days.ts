import { dayOf } from '../kit/dates.ts'
import { nightBeginsMs } from '../kit/nights.ts'
import { schoolYear } from '../team/team.ts'

/* Of which days figures are made by themselves. Pure. */

/** So far back, where there was somebody. */
const mostYears = 10

const yearOf = (day: string) => schoolYear(new Date(`${day}T00:00:00Z`))

/** The first day of the school year that a day is in. */
export const yearBeginsOn = (day: string): string => `${yearOf(day)}-08-01`
/** The last day of a school year that began in a calendar year. */
const lastDayOf = (year: number): string => `${year + 1}-07-31`
/** The last day of the month that is over: of it the night tells. */
function monthEndBefore(now: Date): string {
  const tonight = new Date(now.getTime() - nightBeginsMs)
  return dayOf(new Date(Date.UTC(tonight.getUTCFullYear(), tonight.getUTCMonth(), 0)))
}

/**
 * The school years that are over, and the end of last month: of each night, whoever puts two days side by side would read who came
 * in between.
 */
export function dueDays(now: Date, firstDay: string | null): string[] {
  const newest = monthEndBefore(now)
  if (firstDay === null || firstDay > newest) return []
  const first = Math.max(yearOf(firstDay), yearOf(newest) - mostYears)
  const years = Array.from({ length: Math.max(0, yearOf(newest) - first) }, (_, index) => lastDayOf(first + index))
  return [...new Set([...years, newest])]
}

/** The school year that each of these days tells of; of two the later day. The newest year first. */
export function yearsOf(days: readonly string[]): { year: number; day: string }[] {
  const years = new Map<number, string>()
  for (const day of days.toSorted()) years.set(yearOf(day), day)
  return [...years].map(([year, day]) => ({ year, day })).toSorted((one, other) => other.year - one.year)
}
