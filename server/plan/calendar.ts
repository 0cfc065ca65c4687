import { Temporal } from 'temporal-polyfill'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isRealDay } from '#collab/plan/days.ts'
import { hoursOf, lanesOf, sessionsOf, stepsOf, tasksOf, titleIn } from '#collab/plan/sessions.ts'
import { listMembers } from '#db/queries/members.ts'
import { findCalendarOwner, listPlansOf } from '#db/queries/plan.ts'
import { grantForDocument } from '../access/grants.ts'
import { liveBoard } from '../boards/board.ts'
import { clocksOf } from '../clocks/clocks.ts'
import { type CalendarEvent, writeCalendar } from '../kit/calendar-written.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { hashOfKey } from './calendar-key.ts'
import { isOwnTask, type PlanReader } from './own.ts'

/* What concerns somebody in all their plans, as a file that calendars subscribe to. It holds no name of a person. */

type Owner = NonNullable<Awaited<ReturnType<typeof findCalendarOwner>>>
type Plan = Awaited<ReturnType<typeof listPlansOf>>[number]

/** The calendar whose address has this secret; to anybody else there is none. */
export async function calendarFile(ctx: Ctx, key: string): Promise<string> {
  const owner = await findCalendarOwner(ctx.db, hashOfKey(key))
  if (owner === null) throw notFound()
  const events: CalendarEvent[] = []
  for (const plan of await listPlansOf(ctx.db, owner.id)) events.push(...(await eventsOf(ctx, owner, plan)))
  return writeCalendar({ name: 'Préau', about: 'Plan', events, now: ctx.now() })
}

/** Days of the plans of these projects that concern somebody, without who else they concern. */
export async function planDays(ctx: Ctx, owner: Owner, projectIds: readonly string[]) {
  const plans = (await listPlansOf(ctx.db, owner.id)).filter(({ projectId }) => projectIds.includes(projectId))
  const days = []
  for (const plan of plans)
    for (const { id, summary, day, moments } of await eventsOf(ctx, owner, plan))
      days.push({
        ...{ id, title: summary, day, project: { id: plan.projectId, name: plan.projectName } },
        startsAt: moments?.[0].toISOString() ?? null,
      })
  return days
}

/** Of whoever reads the plan their sessions, of others the steps; of everybody their own tasks. */
async function eventsOf(ctx: Ctx, owner: Owner, plan: Plan): Promise<CalendarEvent[]> {
  const people = await listMembers(ctx.db, plan.projectId)
  const reader = { id: owner.id, groupId: people.find(({ userId }) => userId === owner.id)?.groupId ?? null }
  const { objects } = await liveBoard(ctx, plan.id)
  const asked: PlanReader = { ...reader, locale: owner.locale }
  const days = [...stepsOf(objects), ...tasksOf(objects).filter((task) => isOwnTask(task, asked))]
  const events = days.filter(({ date }) => isRealDay(date)).map((object) => wholeDay(object, asked, plan))
  if ((await grantForDocument(ctx.db, owner.id, plan.id, ctx.now())) === null) return events
  const schoolOf = new Map(people.map(({ userId, school }) => [userId, school.id]))
  const clocks = await clocksOf(ctx, [...new Set([owner.schoolId, ...schoolOf.values()])])
  const zoneOf = ({ people: ids }: BoardObject) =>
    clocks.get(schoolOf.get(ids[0] ?? '') ?? owner.schoolId)?.calendar.timeZone ?? 'UTC'
  const lanes = new Map(lanesOf(objects).map(({ id, text }) => [id, text]))
  const own = sessionsOf(objects).filter((session) => session.people.includes(owner.id) && isRealDay(session.date))
  return [
    ...events,
    ...own.map((session) => {
      const subject = lanes.get(session.parent ?? '') ?? ''
      const words = [subject, session.text].filter((part) => part !== '').join(': ')
      return { ...wholeDay(session, asked, plan), summary: words, moments: momentsOf(session, zoneOf(session)) }
    }),
  ]
}

const wholeDay = (object: BoardObject, { locale }: PlanReader, { projectName }: Plan): CalendarEvent => ({
  id: object.id,
  summary: titleIn(object, locale ?? '').title,
  description: projectName,
  location: object.room,
  day: object.date,
  moments: null,
})

/** The hours of a lesson are those of the school where it is given. */
function momentsOf(session: BoardObject, timeZone: string): CalendarEvent['moments'] {
  const hours = hoursOf(session)
  if (hours === null) return null
  const at = (minutes: number) =>
    new Date(
      Temporal.PlainDate.from(session.date).toPlainDateTime().add({ minutes }).toZonedDateTime(timeZone)
        .epochMilliseconds,
    )
  return [at(hours[0]), at(hours[1])]
}
