import { Temporal } from 'temporal-polyfill'

/*
 * When a school is quiet: from eight in the evening to seven in the morning, on week-ends and in the holidays, by the
 * clock on its own wall. Pure. Days and not hours are counted, so that a night of a clock change is as long as it is.
 */

const opens = Temporal.PlainTime.from('07:00')
const closes = Temporal.PlainTime.from('20:00')

/** Days without school, both ends included, as `2026-12-19`. */
export interface HolidaySpan {
  from: string
  to: string
  name: string
}

export interface SchoolCalendar {
  /** IANA. */
  timeZone: string
  /** Days of the week without school, 1 (Monday) to 7. */
  weekend: readonly number[]
  holidays: readonly HolidaySpan[]
}

/** A time in which somebody of the school lets messages through, quiet or not. */
export interface OpenSpan {
  from: Date
  until: Date
}

type QuietReason = 'night' | 'weekend' | 'holiday'

export interface Quiet {
  reason: QuietReason
  /** Name of the holiday, where it is one. */
  holiday: string | null
  /** Since when nothing has come in. */
  since: Date
  /** Seven o'clock of the next school day. */
  until: Date
}

const instantOf = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime())
const dateOf = (moment: Temporal.ZonedDateTime) => new Date(moment.epochMilliseconds)

const holidayOn = ({ holidays }: SchoolCalendar, day: Temporal.PlainDate) => {
  const text = day.toString()
  return holidays.find(({ from, to }) => from <= text && text <= to)
}

const isWeekend = ({ weekend }: SchoolCalendar, day: Temporal.PlainDate) => weekend.includes(day.dayOfWeek)

const isSchoolDay = (calendar: SchoolCalendar, day: Temporal.PlainDate) =>
  !isWeekend(calendar, day) && holidayOn(calendar, day) === undefined

/** The nearest school day after this one (`step` 1) or before it (-1). Whole holidays are passed at once. */
function schoolDayBeside(calendar: SchoolCalendar, day: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate {
  let next = day.add({ days: step })
  while (!isSchoolDay(calendar, next)) {
    const holiday = holidayOn(calendar, next)
    const edge = holiday ? Temporal.PlainDate.from(step === 1 ? holiday.to : holiday.from) : next
    next = edge.add({ days: step })
  }
  return next
}

const at = ({ timeZone }: SchoolCalendar, day: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
  day.toZonedDateTime({ timeZone, plainTime })

/** Whether the school is quiet at a moment by its calendar alone, and from when to when. Null while it is open. */
export function quietAt(calendar: SchoolCalendar, moment: Date): Quiet | null {
  const now = instantOf(moment).toZonedDateTimeISO(calendar.timeZone)
  const today = now.toPlainDate()
  const opening = at(calendar, today, opens)
  const closing = at(calendar, today, closes)
  const isBefore = Temporal.ZonedDateTime.compare(now, opening) < 0
  const isAfter = Temporal.ZonedDateTime.compare(now, closing) >= 0
  const hasSchool = isSchoolDay(calendar, today)
  if (hasSchool && !isBefore && !isAfter) return null
  const began = hasSchool && isAfter ? closing : at(calendar, schoolDayBeside(calendar, today, -1), closes)
  const ends = hasSchool && isBefore ? opening : at(calendar, schoolDayBeside(calendar, today, 1), opens)
  const holiday = holidayOn(calendar, today)
  return {
    reason: holiday ? 'holiday' : hasSchool ? 'night' : 'weekend',
    holiday: holiday?.name ?? null,
    since: dateOf(began),
    until: dateOf(ends),
  }
}

const covers = ({ from, until }: OpenSpan, moment: Date) => from <= moment && moment < until

/** The same, with the exceptions that were made: one that has begun opens the school, one that ended began a new quiet. */
export const quietWith = (calendar: SchoolCalendar, exceptions: readonly OpenSpan[], moment: Date): Quiet | null =>
  lessExceptions(quietAt(calendar, moment), exceptions, moment)

/** What the exceptions leave of the quiet that the calendar has at this moment. */
export function lessExceptions(quiet: Quiet | null, exceptions: readonly OpenSpan[], moment: Date): Quiet | null {
  if (!quiet || exceptions.some((one) => covers(one, moment))) return null
  const ended = exceptions.filter(({ from, until }) => from < until && until <= moment).map(({ until }) => until)
  const coming = exceptions.filter(({ from, until }) => moment < from && from < until).map(({ from }) => from)
  return {
    ...quiet,
    since: latest([quiet.since, ...ended]),
    until: earliest([quiet.until, ...coming]),
  }
}

/** When to look again: the next moment at which the answer of `quietWith` may be another. */
export function nextChange(calendar: SchoolCalendar, exceptions: readonly OpenSpan[], moment: Date): Date {
  const edges = exceptions.flatMap(({ from, until }) => [from, until]).filter((edge) => edge > moment)
  const quiet = quietAt(calendar, moment)
  const today = instantOf(moment).toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  return earliest([quiet?.until ?? dateOf(at(calendar, today, closes)), ...edges])
}

const earliest = (moments: Date[]) => new Date(Math.min(...moments.map((moment) => moment.getTime())))
const latest = (moments: Date[]) => new Date(Math.max(...moments.map((moment) => moment.getTime())))
