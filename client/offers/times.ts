export const weekdayIds = [1, 2, 3, 4, 5, 6, 7] as const

const aMonday = Date.parse('2027-01-04T00:00:00Z')
const dayMs = 24 * 60 * 60_000

/** 1 Monday to 7 Sunday, by its name. */
export const weekdayName = (weekday: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(aMonday + (weekday - 1) * dayMs),
  )

/** Minutes after midnight as a clock has them: 09:30. Nothing where there is no time yet. */
export const clockOf = (minutes: number) =>
  Number.isNaN(minutes)
    ? ''
    : `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** And back; no number where none is typed whole. */
export function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':')
  return clock === '' ? Number.NaN : Number(hours) * 60 + Number(minutes)
}
