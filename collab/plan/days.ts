/* Days as a calendar has them, `YYYY-MM-DD`: no hour, no time zone. */

const dayMs = 24 * 60 * 60_000

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs

/** So many days later, or earlier. */
export const addDays = (day: string, count: number): string =>
  new Date((numberOf(day) + count) * dayMs).toISOString().slice(0, 10)

/** How many days later the second is. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)

/** 1 Monday to 7 Sunday. The 1st of January 1970 was a Thursday. */
export const weekdayOf = (day: string): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

/** Whether there is such a day: the 31st of a short month is none. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = numberOf(text)
  return Number.isFinite(at) && addDays(text, 0) === text
}
