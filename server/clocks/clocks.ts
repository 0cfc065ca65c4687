import type { DbOrTx } from '#db/client.ts'
import { listExceptions, listHolidays, listSchoolClocks } from '#db/queries/quiet.ts'
import { isPupilRole, type MemberRole } from '../access/rules.ts'
import type { Deps } from '../kit/context.ts'
import { lessExceptions, type OpenSpan, type Quiet, quietAt, type SchoolCalendar } from './quiet-hours.ts'
import { dayMs } from '../kit/nights.ts'

/* The calendars of schools as they are stored, ready to be asked. */

/** A quiet time is at most a long holiday and its week-ends: what ended before it began does not matter. */
const lookBackMs = 200 * dayMs

type StoredException = Awaited<ReturnType<typeof listExceptions>>[number]

export interface SchoolClock {
  id: string
  name: string
  calendar: SchoolCalendar
  /** Of all projects and of single ones. */
  exceptions: StoredException[]
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
export async function readClocks(db: DbOrTx, schoolIds: string[], at: Date): Promise<Map<string, SchoolClock>> {
  const ids = [...new Set(schoolIds)]
  const since = new Date(at.getTime() - lookBackMs)
  const rows = await listSchoolClocks(db, ids)
  const holidays = await listHolidays(db, ids, since.toISOString().slice(0, 10))
  const exceptions = await listExceptions(db, ids, since)
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

const minuteMs = 60_000
const quietByCalendar = new WeakMap<SchoolCalendar, { minute: number; quiet: Quiet | null }>()

/** What the calendar says becomes another at full minutes only, and is asked at each message: reckoned once a minute. */
function quietByItself(calendar: SchoolCalendar, at: Date): Quiet | null {
  const minute = Math.floor(at.getTime() / minuteMs)
  const known = quietByCalendar.get(calendar)
  if (known?.minute === minute) return known.quiet
  const quiet = quietAt(calendar, at)
  quietByCalendar.set(calendar, { minute, quiet })
  return quiet
}

/** Whether pupils of the school are left in peace now: by its calendar, unless somebody made an exception. */
export const quietOf = (clock: SchoolClock, projectId: string | null, at: Date): Quiet | null =>
  lessExceptions(quietByItself(clock.calendar, at), spansFor(clock, projectId), at)

export const viewQuiet = (quiet: Quiet | null) =>
  quiet && { ...quiet, since: quiet.since.toISOString(), until: quiet.until.toISOString() }

/*
 * Asked at each message of a pupil, so kept in memory. Whoever changes a clock forgets it here after COMMIT; that another
 * process changed one is noticed within a minute.
 */

const keptMs = 60_000
/** Who compares offers asks for schools of all of Europe: those that were read first are forgotten. */
const mostKept = 5_000

interface Kept {
  clocks: Map<string, { clock: SchoolClock; readAt: number }>
  /** Counts what was forgotten: an answer that was on its way meanwhile is not kept. */
  turn: number
}

const keptBy = new WeakMap<object, Kept>()

function keptOf(db: object): Kept {
  const kept = keptBy.get(db) ?? { clocks: new Map(), turn: 0 }
  keptBy.set(db, kept)
  return kept
}

export function forgetClock({ db }: Pick<Deps, 'db'>, schoolId: string): void {
  const kept = keptOf(db)
  kept.clocks.delete(schoolId)
  kept.turn += 1
}

/** A number that changes whenever a clock was forgotten. */
export const clockTurn = ({ db }: Pick<Deps, 'db'>): number => keptOf(db).turn

/** The clocks of these schools, from memory where it knows them. Inside a transaction it is handed in as `db`. */
export async function clocksOf(
  deps: Pick<Deps, 'db' | 'now'>,
  schoolIds: string[],
  db: DbOrTx = deps.db,
): Promise<Map<string, SchoolClock>> {
  const kept = keptOf(deps.db)
  const now = deps.now().getTime()
  const isFresh = (id: string) => Math.abs(now - (kept.clocks.get(id)?.readAt ?? Number.NEGATIVE_INFINITY)) < keptMs
  const missing = schoolIds.filter((id) => !isFresh(id))
  if (missing.length > 0) {
    const { turn } = kept
    const read = await readClocks(db, missing, deps.now())
    if (turn !== kept.turn) return readClocks(db, schoolIds, deps.now())
    for (const [id, clock] of read) {
      kept.clocks.delete(id)
      kept.clocks.set(id, { clock, readAt: now })
    }
  }
  const found = new Map(
    schoolIds.flatMap((id) => {
      const clock = kept.clocks.get(id)?.clock
      return clock ? [[id, clock] as const] : []
    }),
  )
  for (const id of kept.clocks.keys()) {
    if (kept.clocks.size <= mostKept) break
    kept.clocks.delete(id)
  }
  return found
}

interface Person {
  role: MemberRole
  schoolId: string
}

/** Why and until when this person of a project is to be left in peace. Null for grown-ups, and outside of quiet hours. */
export async function quietOfPerson(
  deps: Pick<Deps, 'db' | 'now'>,
  { role, schoolId }: Person,
  projectId: string,
  db: DbOrTx = deps.db,
): Promise<Quiet | null> {
  if (!isPupilRole(role)) return null
  const clock = (await clocksOf(deps, [schoolId], db)).get(schoolId)
  return clock ? quietOf(clock, projectId, deps.now()) : null
}

/** Which of these schools are quiet in a project now. */
export async function quietSchools(
  deps: Pick<Deps, 'db' | 'now'>,
  schoolIds: string[],
  projectId: string,
): Promise<Set<string>> {
  const clocks = await clocksOf(deps, [...new Set(schoolIds)])
  return new Set([...clocks.values()].filter((clock) => quietOf(clock, projectId, deps.now())).map(({ id }) => id))
}
