import type { OfferDraft } from '#client/data/offers.ts'

/* Lessons of a week, while they are said: a number that is not there yet is none. */

export type Hour = OfferDraft['hours'][number]

/** In minutes: as the server takes them. */
export const lesson = { earliest: 6 * 60, latest: 24 * 60, shortest: 15, longest: 240 }

const firstHour: Hour = { weekday: 1, startsAt: 9 * 60, minutes: 55 }
const schoolDays = 5

const isAtOnce = (one: Hour, other: Hour) =>
  one.weekday === other.weekday &&
  one.startsAt < other.startsAt + other.minutes &&
  other.startsAt < one.startsAt + one.minutes

const isFree = (hour: Hour, hours: readonly Hour[]) =>
  hour.startsAt + hour.minutes <= lesson.latest && hours.every((other) => !isAtOnce(hour, other))

/** One more: at the time of the last one on another day, or after it. */
export function nextHour(hours: readonly Hour[]): Hour {
  const last = hours.at(-1)
  if (!last) return firstHour
  const later = Array.from({ length: schoolDays }, (_, days) => ({
    ...last,
    weekday: ((last.weekday + days) % schoolDays) + 1,
  }))
  const after = { ...last, startsAt: last.startsAt + last.minutes }
  return [...later, after].find((hour) => isFree(hour, hours)) ?? { ...last, startsAt: Number.NaN }
}

export type HourProblem = 'startsAt' | 'minutes' | 'late' | 'atOnce'

/** What is wrong with one of them, and in which of its fields; of two at the same time it is the second. */
export function problemOf(hours: readonly Hour[], at: number): HourProblem | null {
  const hour = hours[at]
  if (!hour) return null
  if (!(hour.startsAt >= lesson.earliest)) return 'startsAt'
  if (!(hour.minutes >= lesson.shortest)) return 'minutes'
  if (hour.startsAt + hour.minutes > lesson.latest) return 'late'
  return hours.slice(0, at).some((other) => isAtOnce(hour, other)) ? 'atOnce' : null
}

export const fieldOf: Record<HourProblem, 'startsAt' | 'minutes'> = {
  ...{ startsAt: 'startsAt', minutes: 'minutes', late: 'minutes', atOnce: 'startsAt' },
}
