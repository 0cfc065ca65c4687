import { Temporal } from 'temporal-polyfill'
import { type CalendarEvent, isList, parseEvents, valueOf, wantedLines } from '../kit/calendar-file.ts'
import { AppError } from '../kit/errors.ts'
import { cleanLine, tidyLine } from '../kit/text.ts'
import type { HolidaySpan } from '../clocks/quiet-hours.ts'

/* A calendar file read for its days without school. */

const mostEvents = 1_000
export const mostHolidays = 400
export const longestHolidayDays = 120
const longestName = 80
const mostRepeats = 12

/** Why an event is no holiday of ours. */
const leftOutReasons = ['timed', 'past', 'far', 'long', 'repeats', 'nameless', 'cancelled'] as const
type LeftOut = Record<(typeof leftOutReasons)[number], number>

interface IcsHolidays {
  holidays: HolidaySpan[]
  leftOut: LeftOut
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const midnight = /^(\d{4}-\d{2}-\d{2})T00:00:00Z?$/

/** A whole day; a moment counts where it is a midnight. Null for anything else. */
function dayOf(property: ReturnType<typeof valueOf>): Temporal.PlainDate | null {
  const value = property?.[3]
  if (typeof value !== 'string') return null
  const text = isoDate.test(value) ? value : midnight.exec(value)?.[1]
  if (text === undefined) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

interface Days {
  from: Temporal.PlainDate
  /** The last day itself; in the file it is the day after. */
  to: Temporal.PlainDate
}

function daysOf(event: CalendarEvent): Days | null {
  const from = dayOf(valueOf(event, 'dtstart'))
  if (!from) return null
  const end = valueOf(event, 'dtend')
  const duration = valueOf(event, 'duration')
  if (!end && !duration) return valueOf(event, 'dtstart')?.[2] === 'date' ? { from, to: from } : null
  const after = end ? dayOf(end) : afterDuration(from, duration)
  if (!after) return null
  const to = after.subtract({ days: 1 })
  return { from, to: Temporal.PlainDate.compare(to, from) < 0 ? from : to }
}

function afterDuration(from: Temporal.PlainDate, duration: ReturnType<typeof valueOf>): Temporal.PlainDate | null {
  const text = duration?.[3]
  const found = typeof text === 'string' ? /^P(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/.exec(text) : null
  if (!found?.[1] && !found?.[2]) return null
  return from.add({ weeks: Number(found[1] ?? 0), days: Number(found[2] ?? 0) })
}

/** Years between two turns where an event comes back each year on its own date, and how often. Null for any other rule. */
function yearly(event: CalendarEvent): { every: number; times: number; until: string | null } | null {
  const rules = event.properties.filter(([name]) => name === 'rrule' || name === 'rdate' || name === 'exdate')
  const [rule] = rules
  if (rule === undefined) return { every: 1, times: 1, until: null }
  const fields = rule[3]
  if (rules.length > 1 || rule[0] !== 'rrule' || typeof fields !== 'object' || fields === null) return null
  const { freq, interval, count, until, ...others } = Object.fromEntries(Object.entries(fields))
  if (freq !== 'YEARLY' || !isOwnDate(event, others)) return null
  return {
    every: typeof interval === 'number' ? interval : 1,
    times: typeof count === 'number' ? count : Number.POSITIVE_INFINITY,
    until: typeof until === 'string' ? until.slice(0, 10) : null,
  }
}

/** Whether the rest of a rule only says again which day the event is on. */
function isOwnDate(event: CalendarEvent, rest: Record<string, unknown>): boolean {
  const start = dayOf(valueOf(event, 'dtstart'))
  return Object.entries(rest).every(([key, value]) => {
    const given = isList(value) ? value : [value]
    if (key === 'bymonth') return given.length === 1 && given[0] === start?.month
    if (key === 'bymonthday') return given.length === 1 && given[0] === start?.day
    return key === 'wkst'
  })
}

/** The same days in every year that the rule names, as far as there is a use for them. */
function turnsOf({ from, to }: Days, rule: NonNullable<ReturnType<typeof yearly>>, window: Days): Days[] {
  const days = from.until(to).days
  const first = Math.max(0, Math.floor((window.from.year - 1 - from.year) / rule.every))
  const turns: Days[] = []
  for (let turn = first; turn < Math.min(rule.times, first + mostRepeats); turn++) {
    const begin = from.add({ years: turn * rule.every })
    // The 29th of February comes back in leap years alone.
    if (begin.day !== from.day) continue
    if (rule.until !== null && begin.toString() > rule.until) break
    turns.push({ from: begin, to: begin.add({ days }) })
  }
  return turns
}

function nameOf(event: CalendarEvent): string | null {
  const value = valueOf(event, 'summary')?.[3]
  if (typeof value !== 'string') return null
  const name = tidyLine([...cleanLine(value)].slice(0, longestName).join(''))
  return name === '' ? null : name
}

type Judged = { spans: HolidaySpan[] } | { why: keyof LeftOut }

function judge(event: CalendarEvent, window: Days): Judged {
  if (valueOf(event, 'status')?.[3] === 'CANCELLED') return { why: 'cancelled' }
  const name = nameOf(event)
  if (name === null) return { why: 'nameless' }
  const days = daysOf(event)
  if (!days) return { why: 'timed' }
  if (days.from.until(days.to).days >= longestHolidayDays) return { why: 'long' }
  const rule = yearly(event)
  if (!rule || rule.every < 1 || rule.every > 100) return { why: 'repeats' }
  const turns = turnsOf(days, rule, window)
  const inTime = turns.filter(({ to }) => Temporal.PlainDate.compare(to, window.from) >= 0)
  if (inTime.length === 0) return { why: 'past' }
  const useful = inTime.filter(({ from }) => Temporal.PlainDate.compare(from, window.to) <= 0)
  if (useful.length === 0) return { why: 'far' }
  return { spans: useful.map(({ from, to }) => ({ from: from.toString(), to: to.toString(), name })) }
}

const wanted = /^(BEGIN|END|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|SUMMARY|STATUS)[;:]/i

function eventsOf(text: string): CalendarEvent[] {
  const lines = wantedLines(text, wanted)
  if (lines.filter((line) => /^BEGIN:/i.test(line)).length > mostEvents + 100)
    throw new AppError('invalid', 'ics_too_many')
  return parseEvents(lines)
}

/** Days without school in a calendar file, from a month ago to three years from now. Throws what is wrong with the file. */
export function readIcs(text: string, now: Date): IcsHolidays {
  const events = eventsOf(text)
  if (events.length === 0) throw new AppError('invalid', 'ics_no_events')
  if (events.length > mostEvents) throw new AppError('invalid', 'ics_too_many')
  const today = Temporal.PlainDate.from(now.toISOString().slice(0, 10))
  const window = { from: today.subtract({ days: 31 }), to: today.add({ years: 3 }) }
  const leftOut: LeftOut = { timed: 0, past: 0, far: 0, long: 0, repeats: 0, nameless: 0, cancelled: 0 }
  const found = new Map<string, HolidaySpan>()
  for (const event of events) {
    const judged = judge(event, window)
    if ('why' in judged) leftOut[judged.why] += 1
    else for (const span of judged.spans) found.set(`${span.from} ${span.to} ${span.name}`, span)
  }
  if (found.size > mostHolidays) throw new AppError('invalid', 'ics_too_many')
  const holidays = [...found.values()].toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
  return { holidays, leftOut }
}
