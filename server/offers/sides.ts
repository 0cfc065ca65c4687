import { addDays } from '#collab/plan/days.ts'
import type { DbOrTx } from '#db/client.ts'
import type { OfferRow } from '#db/queries/offers.ts'
import { clocksOf, type SchoolClock } from '../clocks/clocks.ts'
import type { ShownOffer } from '../directory/offer-entry.ts'
import { hasLessons, mondaysOf } from '../dossier/fields.ts'
import type { Ctx } from '../kit/context.ts'
import type { Side } from './match.ts'

/* Two offers as they are compared: each with the calendar of its school. */

/** A school that entered its holidays has some in any half year. */
const halfYearDays = 183

export interface Calendared extends Side {
  /** Mondays from the first week to the last. */
  all: string[]
  /** Whether the school has entered its holidays: else nobody knows which weeks are free. */
  hasCalendar: boolean
}

type Said = Pick<ShownOffer, 'languages' | 'subjects' | 'ages' | 'hours' | 'weeks'>

export const saidIn = ({ languages, subjects, ageFrom, ageTo, hours, fromDate, toDate }: OfferRow): Said => ({
  ...{ languages, subjects, hours },
  ages: { from: ageFrom, to: ageTo },
  weeks: { from: fromDate, to: toDate },
})

function sideOf({ languages, subjects, ages, hours, weeks }: Said, clock: SchoolClock | undefined): Calendared {
  const all = mondaysOf(weeks)
  const calendar = clock?.calendar
  const since = addDays(weeks.from, -halfYearDays)
  return {
    ...{ languages, subjects, ages, hours, all },
    timeZone: calendar?.timeZone ?? 'UTC',
    weeks: calendar ? all.filter((monday) => hasLessons(calendar, monday)) : all,
    hasCalendar: calendar?.holidays.some(({ to }) => to >= since) ?? false,
  }
}

/** Each of these with its school's clock on the wall. */
export async function sidesOf<One extends { said: Said; schoolId: string }>(
  ctx: Ctx,
  offers: readonly One[],
  db: DbOrTx = ctx.db,
) {
  const clocks = await clocksOf(ctx, [...new Set(offers.map(({ schoolId }) => schoolId))], db)
  return offers.map((one) => ({ ...one, side: sideOf(one.said, clocks.get(one.schoolId)) }))
}
