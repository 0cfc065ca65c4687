import { insertAudit } from '#db/queries/audit.ts'
import {
  countHolidays,
  deleteHoliday,
  type Holiday,
  insertHolidays,
  listHolidays,
  updateHoliday,
} from '#db/queries/quiet.ts'
import { lockSchool } from '#db/queries/schools.ts'
import type { Tx } from '#db/client.ts'
import { requireSchool, schoolRole } from '../access/grants.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { quietChanged } from './changes.ts'
import { quietOf, readClocks, viewQuiet } from '../clocks/clocks.ts'
import { mostHolidays, readIcs } from './ics.ts'

/* The calendar of the own school: its clock, its days without school, and what quiet hours make of them now. */

const begin = '0001-01-01'

export async function showCalendar(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const now = ctx.now()
  const clocks = await readClocks(ctx.db, [user.schoolId], now)
  const clock = clocks.get(user.schoolId)
  if (!clock) throw notFound()
  const holidays = await listHolidays(ctx.db, [user.schoolId], begin)
  const canAdminister = canInSchool(schoolRole(user), 'calendar.edit')
  return {
    at: now.toISOString(),
    timeZone: clock.calendar.timeZone,
    weekend: clock.calendar.weekend,
    quiet: viewQuiet(quietOf(clock, null, now)),
    holidays: holidays.map(({ id, from, to, name }) => ({ id, from, to, name })),
    exceptions: clock.exceptions
      .filter((one) => one.projectId === null && one.until > now)
      .map(({ id, reason, by, until }) => ({ id, reason, by, until: until.toISOString() })),
    can: { edit: canAdminister, except: canInSchool(schoolRole(user), 'quiet.except_all') },
  }
}

/** What a calendar file would add. Nothing is stored. */
export async function checkIcs(ctx: Ctx, text: string) {
  const user = requireSchool(ctx, 'calendar.edit')
  const { holidays, leftOut } = readIcs(text, ctx.now())
  const known = await listHolidays(ctx.db, [user.schoolId], begin)
  const keyOf = ({ from, to, name }: Holiday) => `${from} ${to} ${name}`
  const isKnown = new Set(known.map(keyOf))
  return { holidays: holidays.map((one) => ({ ...one, isKnown: isKnown.has(keyOf(one)) })), leftOut }
}

/** Holds the school while its calendar changes, then lets its projects look again. */
async function changeCalendar(
  ctx: Ctx,
  work: (tx: Tx, user: SessionUser) => Promise<{ action: string; count: number }>,
): Promise<void> {
  const user = requireSchool(ctx, 'calendar.edit')
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, user.schoolId)
    const { action, count } = await work(tx, user)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.schoolId }
    await insertAudit(tx, { ...line, action, detail: { count } })
  })
  await quietChanged(ctx, user.schoolId)
}

/** Adds days without school: all, or none where there would be too many. Those that are there already stay once. */
export async function addHolidays(ctx: Ctx, holidays: Holiday[]) {
  let added = 0
  await changeCalendar(ctx, async (tx, { schoolId }) => {
    added = await insertHolidays(tx, schoolId, holidays)
    if ((await countHolidays(tx, schoolId)) > mostHolidays) throw new AppError('conflict', 'holidays_too_many')
    return { action: 'calendar.days_added', count: added }
  })
  return { added, ...(await showCalendar(ctx)) }
}

export async function editHoliday(ctx: Ctx, holidayId: string, holiday: Holiday) {
  await changeCalendar(ctx, async (tx, { schoolId }) => {
    const others = (await listHolidays(tx, [schoolId], begin)).filter((one) => one.id !== holidayId)
    if (others.some(({ from, to, name }) => from === holiday.from && to === holiday.to && name === holiday.name))
      throw new AppError('conflict', 'holiday_known')
    if (!(await updateHoliday(tx, schoolId, holidayId, holiday))) throw notFound()
    return { action: 'calendar.day_changed', count: 1 }
  })
  return showCalendar(ctx)
}

export async function removeHoliday(ctx: Ctx, holidayId: string) {
  await changeCalendar(ctx, async (tx, { schoolId }) => {
    if (!(await deleteHoliday(tx, schoolId, holidayId))) throw notFound()
    return { action: 'calendar.day_removed', count: 1 }
  })
  return showCalendar(ctx)
}
