import type { AwardFact, Span, StateFact } from './facts.ts'

/* Days, as conditions reckon with them. Pure. A day is `YYYY-MM-DD`, so that days are compared as they are written. */

/** A school year begins in August, as figures and teams have it. */
const firstDay = '08-01'

const twoDigits = (n: number) => String(n).padStart(2, '0')

const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The same day so many months before: the last of that month where it has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 - months
  const [before, at] = [Math.floor(index / 12), (index % 12) + 1]
  // Every month has so many.
  const last = date <= 28 ? date : Math.min(date, lastOfMonth(before, at))
  return `${before}-${twoDigits(at)}-${twoDigits(last)}`
}

export const yearsBefore = (day: string, years: number) => monthsBefore(day, years * 12)

/** The last such day (`MM-DD`) that is not after this one. */
export function lastSuch(yearDay: string, day: string): string {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= yearDay ? `${year}-${yearDay}` : `${year - 1}-${yearDay}`
}

/** The first such day that is not before this one. */
export function nextSuch(yearDay: string, day: string): string {
  const year = Number(day.slice(0, 4))
  return day.slice(5) <= yearDay ? `${year}-${yearDay}` : `${year + 1}-${yearDay}`
}

/** When the school year of a day began. */
export const yearBegan = (day: string) => lastSuch(firstDay, day)

export const holdsOn = ({ from, to }: Span, day: string) => from <= day && (to === null || to > day)

/** At least on one day from one to another, both included. */
export const heldWithin = ({ from, to }: Span, first: string, last: string) =>
  from <= last && from !== to && (to === null || to > first)

/** Given by then, not withdrawn and not over. */
export const awardHolds = ({ awardedOn, validUntil, withdrawnOn }: AwardFact, day: string) =>
  awardedOn <= day && (validUntil === null || validUntil > day) && (withdrawnOn === null || withdrawnOn > day)

/** In which state a project was on a day, and since when; null: it was not there. */
export function stateOn(states: readonly StateFact[], day: string): StateFact | null {
  const known = states.filter(({ from }) => from <= day)
  return known.toSorted((one, other) => one.from.localeCompare(other.from)).at(-1) ?? null
}
