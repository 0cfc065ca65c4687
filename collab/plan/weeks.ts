import { addDays, daysBetween, mondayOf, weekdayOf } from './days.ts'

/** When a school has no lessons. */
export interface SchoolDays {
  readonly id: string
  readonly name: string
  /** 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[]
  readonly holidays: readonly { readonly from: string; readonly to: string; readonly name: string }[]
}

interface WeekHoliday {
  readonly school: string
  readonly name: string
  /** No day of the week has lessons. */
  readonly isWhole: boolean
}

export interface Week {
  readonly monday: string
  readonly sunday: string
  /** Of the year of the calendar, as ISO 8601 counts them. */
  readonly number: number
  /** By school: the holidays that take days of lessons away. */
  readonly holidays: ReadonlyMap<string, readonly WeekHoliday[]>
}

/** No plan is longer: what has an odd date does not make a thousand columns. */
const mostWeeks = 120
const leastWeeks = 8

/** The week of ISO 8601: that of its Thursday. */
export function weekNumber(monday: string): number {
  const thursday = addDays(monday, 3)
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
}

/** The name of the holiday on this day, or null. */
export const holidayOn = ({ holidays }: Pick<SchoolDays, 'holidays'>, day: string): string | null =>
  holidays.find(({ from, to }) => from <= day && day <= to)?.name ?? null

export const isWeekend = ({ weekend }: Pick<SchoolDays, 'weekend'>, day: string): boolean =>
  weekend.includes(weekdayOf(day))

function holidaysIn(school: SchoolDays, monday: string): WeekHoliday[] {
  const lessons = [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count)).filter((day) => !isWeekend(school, day))
  const names = [...new Set(lessons.flatMap((day) => holidayOn(school, day) ?? []))]
  const isWhole = lessons.every((day) => holidayOn(school, day) !== null)
  return names.map((name) => ({ school: school.name, name, isWhole }))
}

/** The weeks of a plan: from its first day to its last, a little more, and today's where there is nothing yet. */
export function weeksOf(days: readonly string[], today: string, schools: readonly SchoolDays[]): Week[] {
  const dated = days.filter((day) => day !== '').toSorted()
  const first = mondayOf(dated[0] ?? today)
  const last = mondayOf(dated.at(-1) ?? today)
  const wanted = Math.max(leastWeeks, Math.floor(daysBetween(first, last) / 7) + 2)
  return Array.from({ length: Math.min(mostWeeks, wanted) }, (_, at) => weekFrom(addDays(first, 7 * at), schools))
}

function weekFrom(monday: string, schools: readonly SchoolDays[]): Week {
  return {
    monday,
    sunday: addDays(monday, 6),
    number: weekNumber(monday),
    holidays: new Map(schools.map((school) => [school.id, holidaysIn(school, monday)])),
  }
}
