import { regionOf } from './locales.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 minutes ago", "yesterday", or the date when it is more than a week away. */
export function formatSince(at: string, locale: string, now = Date.now()) {
  const passedMs = new Date(at).getTime() - now
  const distance = Math.abs(passedMs)
  if (distance > 7 * day) return new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'medium' }).format(new Date(at))
  const words = new Intl.RelativeTimeFormat(regionOf(locale), { numeric: 'auto' })
  if (distance < minute / 2) return words.format(0, 'second')
  if (distance < hour) return words.format(Math.round(passedMs / minute) || -1, 'minute')
  if (distance < day) return words.format(Math.round(passedMs / hour), 'hour')
  return words.format(Math.round(passedMs / day), 'day')
}

export function formatDate(at: string, locale: string) {
  return new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'long' }).format(new Date(at))
}

/** A day of a calendar, `YYYY-MM-DD`, without its year. */
export function formatShortDay(at: string, locale: string) {
  const words = new Intl.DateTimeFormat(regionOf(locale), { timeZone: 'UTC', day: 'numeric', month: 'short' })
  return words.format(new Date(`${at}T00:00:00Z`))
}

/** By the clock of the device; the server judges by its own. */
export const today = () => new Intl.DateTimeFormat('sv').format(new Date())

/** A day of a calendar, which is the same day in every time zone. */
export function formatDay(at: string, locale: string) {
  const words = new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return words.format(new Date(`${at}T00:00:00Z`))
}

export function formatMoment(at: string, locale: string) {
  return new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

export function formatClock(at: string, locale: string) {
  return new Intl.DateTimeFormat(regionOf(locale), { timeStyle: 'short' }).format(new Date(at))
}
