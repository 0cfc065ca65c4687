import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { addDays, isRealDay } from '#collab/plan/days.ts'
import { hoursOf, lanesOf, sessionsOf, stepsOf, tasksOf, titleIn } from '#collab/plan/sessions.ts'
import { listMembers } from '#db/queries/members.ts'
import { findCalendarOwner, listPlansOf } from '#db/queries/plan.ts'
import { grantForDocument } from '../access/grants.ts'
import { liveBoard } from '../boards/board.ts'
import { clocksOf } from '../clocks/clocks.ts'
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
  const calendar = new ICAL.Component(['vcalendar', [], []])
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Préau//Plan//EN')
  calendar.addPropertyWithValue('x-wr-calname', 'Préau')
  for (const plan of await listPlansOf(ctx.db, owner.id))
    for (const event of await eventsOf(ctx, owner, plan)) calendar.addSubcomponent(componentOf(event, ctx.now()))
  return `${calendar.toString()}\r\n`
}

interface PlanEvent {
  id: string
  summary: string
  description: string
  location: string
  day: string
  /** From when to when; null: the whole day. */
  moments: readonly [from: Date, to: Date] | null
}

/** Of whoever reads the plan their sessions, of others the steps; of everybody their own tasks. */
async function eventsOf(ctx: Ctx, owner: Owner, plan: Plan): Promise<PlanEvent[]> {
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

const wholeDay = (object: BoardObject, { locale }: PlanReader, { projectName }: Plan): PlanEvent => ({
  id: object.id,
  summary: titleIn(object, locale ?? '').title,
  description: projectName,
  location: object.room,
  day: object.date,
  moments: null,
})

/** The hours of a lesson are those of the school where it is given. */
function momentsOf(session: BoardObject, timeZone: string): PlanEvent['moments'] {
  const hours = hoursOf(session)
  if (hours === null) return null
  const at = (minutes: number) =>
    new Date(
      Temporal.PlainDate.from(session.date).toPlainDateTime().add({ minutes }).toZonedDateTime(timeZone)
        .epochMilliseconds,
    )
  return [at(hours[0]), at(hours[1])]
}

function componentOf({ id, summary, description, location, day, moments }: PlanEvent, now: Date) {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', `${id}@preau`)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(now, true))
  const [from, to] =
    moments === null
      ? [ICAL.Time.fromDateString(day), ICAL.Time.fromDateString(addDays(day, 1))]
      : moments.map((moment) => ICAL.Time.fromJSDate(moment, true))
  if (from !== undefined && to !== undefined) {
    event.addPropertyWithValue('dtstart', from)
    event.addPropertyWithValue('dtend', to)
  }
  event.addPropertyWithValue('summary', summary)
  event.addPropertyWithValue('description', description)
  if (location !== '') event.addPropertyWithValue('location', location)
  return event
}
