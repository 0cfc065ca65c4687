import { setImmediate as breathe } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { planLimits } from '#collab/documents/things/plan-values.ts'
import { addDays, daysBetween, isRealDay, weekdayOf } from '#collab/plan/days.ts'
import { requireProject } from '../access/grants.ts'
import { clocksOf } from '../clocks/clocks.ts'
import { type CalendarEvent, isList, parseEvents, valueOf, wantedLines } from '../kit/calendar-file.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { cleanLine, tidyLine } from '../kit/text.ts'
import { todayIn } from './today.ts'

/*
 * A teacher's timetable, read for when and where their lessons are: proposals for the sessions of a plan, kept nowhere. Weeks
 * are counted here and not by the library, and no further than a year.
 */

const mostEvents = 2_000
const mostLessons = 1_000
const daysBack = 31
const daysAhead = 366
const oldestDays = 3_660
const longestMinutes = 12 * 60
const longestTitle = 80
/** So many are read before others have their turn. */
const atOnce = 100

type WhyLeftOut = 'wholeDay' | 'other' | 'repeats' | 'cancelled'
export interface Lesson {
  title: string
  date: string
  startsAt: number
  minutes: number
  room: string
}

interface Here {
  timeZone: string
  /** The first and the last day of interest. */
  from: number
  to: number
}

const epoch = '1970-01-01'
const numberOf = (day: string) => daysBetween(epoch, day)
const wanted = /^(BEGIN|END|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|SUMMARY|STATUS|LOCATION)[;:]/i
const clockTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/

type Property = NonNullable<ReturnType<typeof valueOf>>

function zoneOf([, parameters]: Property): string | null {
  const given = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : []
  const found: unknown = given.find(([key]) => key === 'tzid')?.[1]
  return typeof found === 'string' ? found : null
}

/** On the clock of the own school. In a zone whose name nobody here knows: as it is written. */
function clockOf(text: string, zone: string | null, timeZone: string): Temporal.PlainDateTime | null {
  if (!clockTime.test(text)) return null
  try {
    if (text.endsWith('Z')) return Temporal.Instant.from(text).toZonedDateTimeISO(timeZone).toPlainDateTime()
    const written = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return zone === null ? written : inZone(written, zone, timeZone)
  } catch {
    return null
  }
}

function inZone(written: Temporal.PlainDateTime, zone: string, timeZone: string): Temporal.PlainDateTime {
  try {
    return written.toZonedDateTime(zone).withTimeZone(timeZone).toPlainDateTime()
  } catch {
    return written
  }
}

function momentOf(event: CalendarEvent, name: string, { timeZone }: Here): Temporal.PlainDateTime | null {
  const property = valueOf(event, name)
  const text = property?.[3]
  return property === undefined || typeof text !== 'string' ? null : clockOf(text, zoneOf(property), timeZone)
}

function minutesOf(event: CalendarEvent, start: Temporal.PlainDateTime, here: Here): number {
  const end = momentOf(event, 'dtend', here)
  if (end !== null) return Math.round(start.until(end, { largestUnit: 'minute' }).total('minute'))
  const text = valueOf(event, 'duration')?.[3]
  const found = typeof text === 'string' ? /^PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?$/.exec(text) : null
  return Number(found?.[1] ?? 0) * 60 + Number(found?.[2] ?? 0)
}

const weekdays: readonly unknown[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

interface Rule {
  /** Of the week, 1 Monday to 7 Sunday. */
  days: readonly number[]
  every: number
  times: number
  until: number
}

/** On which days of which weeks it comes back: once, or by a rule of weeks. Null for any other rule. */
function ruleOf(event: CalendarEvent, day: string): Rule | null {
  const once: Rule = { days: [weekdayOf(day)], every: 1, times: 1, until: Number.POSITIVE_INFINITY }
  const rules = event.properties.filter(([name]) => name === 'rrule' || name === 'rdate')
  const [rule] = rules
  if (rule === undefined) return once
  const fields = rule[3]
  if (rules.length > 1 || rule[0] !== 'rrule' || typeof fields !== 'object' || fields === null) return null
  const { freq, interval = 1, count, until, byday, wkst: _, ...others } = Object.fromEntries(Object.entries(fields))
  const days =
    byday === undefined ? once.days : (isList(byday) ? byday : [byday]).map((one) => weekdays.indexOf(one) + 1)
  const isWeekly = freq === 'WEEKLY' && Object.keys(others).length === 0 && !days.includes(0)
  if (!isWeekly || typeof interval !== 'number' || interval < 1 || interval > 53) return null
  const last = typeof until === 'string' ? until.slice(0, 10) : ''
  return {
    ...{ days: days.toSorted((a, b) => a - b), every: interval },
    times: typeof count === 'number' ? count : Number.POSITIVE_INFINITY,
    until: isRealDay(last) ? numberOf(last) : once.until,
  }
}

/** The days on which it is, as far as they are of interest. */
function daysOf(first: number, { days, every, times, until }: Rule, { from, to }: Here): number[] {
  const monday = first + 1 - weekdayOf(addDays(epoch, first))
  const last = Math.min(until, to)
  const found: number[] = []
  let count = 0
  for (let week = monday; week <= last && count < times; week += 7 * every)
    for (const day of days.map((one) => week + one - 1)) {
      if (day < first || day > last || count >= times) continue
      count += 1
      if (day >= from) found.push(day)
    }
  return found
}

function leftOutDays(event: CalendarEvent, { timeZone }: Here): ReadonlySet<string> {
  const properties = event.properties.filter(([name]) => name === 'exdate')
  return new Set(
    properties.flatMap((property) =>
      property.slice(3).flatMap((value) => {
        if (typeof value !== 'string') return []
        const moment = clockOf(value, zoneOf(property), timeZone)
        return [moment === null ? value.slice(0, 10) : moment.toPlainDate().toString()]
      }),
    ),
  )
}

function lineOf(event: CalendarEvent, name: string, longest: number): string {
  const value = valueOf(event, name)?.[3]
  return typeof value === 'string' ? tidyLine([...cleanLine(value)].slice(0, longest).join('')) : ''
}

function lessonsOf(event: CalendarEvent, here: Here): Lesson[] | WhyLeftOut {
  if (valueOf(event, 'status')?.[3] === 'CANCELLED') return 'cancelled'
  if (valueOf(event, 'dtstart')?.[2] === 'date') return 'wholeDay'
  const start = momentOf(event, 'dtstart', here)
  const title = lineOf(event, 'summary', longestTitle)
  if (start === null || title === '') return 'other'
  const minutes = minutesOf(event, start, here)
  const day = start.toPlainDate().toString()
  if (minutes < 1 || minutes > longestMinutes || !isRealDay(day) || numberOf(day) < here.from - oldestDays)
    return 'other'
  const rule = ruleOf(event, day)
  if (rule === null) return 'repeats'
  const without = leftOutDays(event, here)
  const days = daysOf(numberOf(day), rule, here).map((count) => addDays(epoch, count))
  const lesson = { title, startsAt: start.hour * 60 + start.minute, minutes }
  const room = lineOf(event, 'location', planLimits.room)
  return days.filter((date) => !without.has(date)).map((date) => ({ ...lesson, date, room }))
}

/** The lines of each event, a hundred at a time. */
function partsOf(lines: readonly string[]): string[][] {
  const isLine = (line: string, words: string) => line.trim().toUpperCase() === words
  if (!lines.some((line) => isLine(line, 'BEGIN:VCALENDAR'))) throw new AppError('invalid', 'ics_malformed')
  const starts = lines.flatMap((line, at) => (isLine(line, 'BEGIN:VEVENT') ? [at] : []))
  const ends = lines.flatMap((line, at) => (isLine(line, 'END:VEVENT') ? [at] : []))
  if (starts.length === 0) throw new AppError('invalid', 'ics_no_events')
  if (starts.length > mostEvents) throw new AppError('invalid', 'timetable_too_many')
  // One within another would be read as often as there are others around it.
  const isWhole = (start: number, at: number) =>
    start < (ends[at] ?? 0) && (ends[at] ?? 0) < (starts[at + 1] ?? Infinity)
  if (starts.length !== ends.length || !starts.every(isWhole)) throw new AppError('invalid', 'ics_malformed')
  const events = starts.map((start, at) => lines.slice(start, (ends[at] ?? 0) + 1))
  return Array.from({ length: Math.ceil(events.length / atOnce) }, (_, at) => [
    'BEGIN:VCALENDAR',
    ...events.slice(at * atOnce, (at + 1) * atOnce).flat(),
    'END:VCALENDAR',
  ])
}

const nothingLeftOut: Record<WhyLeftOut, number> = { wholeDay: 0, other: 0, repeats: 0, cancelled: 0 }

/** Lessons in a calendar file, from a month ago to a year from now. Throws what is wrong with the file. */
export async function readTimetable(text: string, timeZone: string, now: Date) {
  const today = numberOf(todayIn(timeZone, now))
  const here: Here = { timeZone, from: today - daysBack, to: today + daysAhead }
  const leftOut = { ...nothingLeftOut }
  const found = new Map<string, Lesson>()
  const take = (lessons: Lesson[] | WhyLeftOut) => {
    if (typeof lessons === 'string') leftOut[lessons] += 1
    else for (const lesson of lessons) found.set(JSON.stringify(lesson), lesson)
    if (found.size > mostLessons) throw new AppError('invalid', 'timetable_too_many')
  }
  for (const lines of partsOf(wantedLines(text, wanted))) {
    await breathe()
    for (const event of parseEvents(lines)) take(lessonsOf(event, here))
  }
  const lessons = [...found.values()].toSorted((a, b) => a.date.localeCompare(b.date) || a.startsAt - b.startsAt)
  return { lessons, leftOut }
}

/** What a timetable would propose. Nothing is stored. */
export async function proposeLessons(ctx: Ctx, projectId: string, text: string) {
  const { schoolId } = await requireProject(ctx, projectId, 'plan.make')
  const clock = (await clocksOf(ctx, [schoolId])).get(schoolId)
  return readTimetable(text, clock?.calendar.timeZone ?? 'UTC', ctx.now())
}
