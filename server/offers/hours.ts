import { Temporal } from 'temporal-polyfill'
import { addDays } from '#collab/plan/days.ts'
import type { LessonHour } from '#db/schema/offers.ts'

/*
 * Lesson hours of two schools in one week, each by its own clock. Clocks change at night and lessons are held by day, so a day
 * has one offset; a week in which only one of two countries has changed its clock has its own answer.
 */

const dayMinutes = 24 * 60
const weekDays = 7
/** Less than this is no meeting. */
export const shortestMeeting = 15

/** Minutes ahead of UTC, from the Sunday before a week to the Monday after it. */
export type WeekOffsets = readonly number[]

/** Some sixty zones in all weeks of a year; more are begun anew. */
const mostKnown = 5_000

/** Whoever compares many offers asks for the same weeks of the same zones again and again. Weeks that are alike are one. */
export function createOffsets() {
  const known = new Map<string, WeekOffsets>()
  const alike = new Map<string, WeekOffsets>()
  return (timeZone: string, monday: string): WeekOffsets => {
    const key = `${timeZone} ${monday}`
    const found = known.get(key)
    if (found) return found
    const offsets = offsetsOf(timeZone, monday)
    const kept = alike.get(offsets.join()) ?? offsets
    if (known.size >= mostKnown) known.clear()
    alike.set(offsets.join(), kept)
    known.set(key, kept)
    return kept
  }
}
/** They change with a release of the zones alone. */
export const weekOffsets = createOffsets()
export type Offsets = ReturnType<typeof createOffsets>

const nanosecondsOfMinute = 60_000_000_000
const offsetsOf = (timeZone: string, monday: string): WeekOffsets =>
  Array.from({ length: weekDays + 2 }, (_none, at) => {
    const noon = Temporal.PlainDateTime.from(`${addDays(monday, at - 1)}T12:00`).toZonedDateTime(timeZone)
    return noon.offsetNanoseconds / nanosecondsOfMinute
  })

interface Span {
  from: number
  to: number
}

/** In minutes after the Monday of the week began by UTC; days are counted from it, -1 to 7. */
const spanOn = ({ startsAt, minutes }: LessonHour, day: number, offsets: WeekOffsets): Span => {
  const from = day * dayMinutes + startsAt - (offsets[day + 1] ?? 0)
  return { from, to: from + minutes }
}

const ownSpans = (hours: readonly LessonHour[], offsets: WeekOffsets) =>
  hours.map((hour) => spanOn(hour, hour.weekday - 1, offsets))

/** Those of the other side may be on the day before or after. */
const otherSpans = (hours: readonly LessonHour[], offsets: WeekOffsets) =>
  hours.flatMap((hour) =>
    [hour.weekday - 1 - weekDays, hour.weekday - 1, hour.weekday - 1 + weekDays]
      .filter((day) => day >= -1 && day <= weekDays)
      .map((day) => spanOn(hour, day, offsets)),
  )

/** In how many minutes of a week both have lessons. */
export function sharedMinutes(
  own: readonly LessonHour[],
  ownOffsets: WeekOffsets,
  other: readonly LessonHour[],
  otherOffsets: WeekOffsets,
): number {
  const others = otherSpans(other, otherOffsets)
  return ownSpans(own, ownOffsets)
    .flatMap(({ from, to }) => others.map((one) => Math.min(to, one.to) - Math.max(from, one.from)))
    .filter((minutes) => minutes >= shortestMeeting)
    .reduce((sum, minutes) => sum + minutes, 0)
}

/** Lesson hours of another school as the own clock shows them in a week. */
export function onClock(hours: readonly LessonHour[], theirs: WeekOffsets, own: WeekOffsets): LessonHour[] {
  return hours.map((hour) => {
    const day = hour.weekday - 1
    const { from } = spanOn(hour, day, theirs)
    const here = from + (own[day + 1] ?? 0)
    const shift = Math.floor(here / dayMinutes)
    const weekday = ((shift % weekDays) + weekDays) % weekDays
    return { weekday: weekday + 1, startsAt: here - shift * dayMinutes, minutes: hour.minutes }
  })
}
