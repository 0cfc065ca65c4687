import type { DbOrTx } from '#db/client.ts'
import { listExceptions, listHolidays, listSchoolClocks } from '#db/queries/quiet.ts'
import { type OpenSpan, type Quiet, quietWith, type SchoolCalendar } from './quiet-hours.ts'

/* The calendars of schools as they are stored, ready to be asked. */

const dayMs = 24 * 60 * 60_000
/** A quiet time is at most a long holiday and its week-ends: what ended before it began does not matter. */
const lookBackMs = 200 * dayMs

type StoredException = Awaited<ReturnType<typeof listExceptions>>[number]

export interface SchoolClock {
  id: string
  name: string
  calendar: SchoolCalendar
  /** Of all projects and of those that were asked about. */
  exceptions: StoredException[]
}

interface Asked {
  schoolIds: string[]
  /** Left out: exceptions of all projects count, also those of single ones. */
  projectIds?: string[]
  at: Date
}

/** Days of the week without school by the custom of the country, as the runtime's locale data has it. */
function weekendOf(countryCode: string): readonly number[] {
  const region: object = new Intl.Locale(`und-${countryCode}`)
  const read: unknown = 'getWeekInfo' in region ? region.getWeekInfo : undefined
  const info: unknown = typeof read === 'function' ? read.call(region) : 'weekInfo' in region ? region.weekInfo : null
  const days: unknown = typeof info === 'object' && info !== null && 'weekend' in info ? info.weekend : null
  const isDays = Array.isArray(days) && days.every((day) => typeof day === 'number')
  return isDays && days.length > 0 && days.length < 7 ? days : [6, 7]
}

/** The clocks of these schools, by school. */
export async function readClocks(db: DbOrTx, { schoolIds, projectIds, at }: Asked): Promise<Map<string, SchoolClock>> {
  const ids = [...new Set(schoolIds)]
  const since = new Date(at.getTime() - lookBackMs)
  const rows = await listSchoolClocks(db, ids)
  const holidays = await listHolidays(db, ids, since.toISOString().slice(0, 10))
  const exceptions = await listExceptions(db, ids, since, projectIds)
  return new Map(
    rows.map(({ id, name, timeZone, countryCode }) => [
      id,
      {
        id,
        name,
        calendar: {
          timeZone,
          weekend: weekendOf(countryCode),
          holidays: holidays.filter((holiday) => holiday.schoolId === id),
        },
        exceptions: exceptions.filter((exception) => exception.schoolId === id),
      },
    ]),
  )
}

const spansFor = ({ exceptions }: SchoolClock, projectId: string | null): OpenSpan[] =>
  exceptions.filter((one) => one.projectId === null || one.projectId === projectId)

/** Whether pupils of the school are left in peace now: by its calendar, unless somebody made an exception. */
export const quietOf = (clock: SchoolClock, projectId: string | null, at: Date): Quiet | null =>
  quietWith(clock.calendar, spansFor(clock, projectId), at)

export const viewQuiet = (quiet: Quiet | null) =>
  quiet && { ...quiet, since: quiet.since.toISOString(), until: quiet.until.toISOString() }
