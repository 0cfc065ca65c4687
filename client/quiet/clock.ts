import { regionOf } from '#client/locales/locales.ts'

const weekMs = 7 * 24 * 60 * 60_000
const halfYearMs = 26 * weekMs

/** A moment as the clock of a school shows it: "Monday 07:00", with the date where it is more than a week away. */
export function formatAtSchool(at: string, timeZone: string, locale: string, now = Date.now()) {
  const distance = Math.abs(Date.parse(at) - now)
  const isNear = distance < weekMs
  return new Intl.DateTimeFormat(regionOf(locale), {
    weekday: 'long',
    ...(isNear ? {} : { day: 'numeric', month: 'long' }),
    ...(distance < halfYearMs ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
}

/** What the clock of a school shows at a moment: "20:41". */
export const formatSchoolClock = (at: string, timeZone: string, locale: string) =>
  new Intl.DateTimeFormat(regionOf(locale), { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at))

/** The town that a time zone is named after, to tell it by: "Paris". */
export const townOf = (timeZone: string) => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/** Days without school: "19 December 2026 – 3 January 2027". Dates have no time zone. */
export function formatDays({ from, to }: { from: string; to: string }, locale: string) {
  const format = new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'long', timeZone: 'UTC' })
  const [begin, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)]
  return from === to ? format.format(begin) : format.formatRange(begin, end)
}
