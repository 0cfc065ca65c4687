import { addDays } from '#collab/plan/days.ts'
import { stepsOf, tasksOf } from '#collab/plan/sessions.ts'
import { holidayOn, isWeekend, type SchoolDays } from '#collab/plan/weeks.ts'
import { listMembers, type MemberRow } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { insertPlanReminders, listPlans } from '#db/queries/plan.ts'
import { isPupilRole, isTeacherRole } from '../access/rules.ts'
import { liveBoard } from '../boards/board.ts'
import { clocksOf, quietOf, type SchoolClock } from '../clocks/clocks.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { ring } from '../notices/ring.ts'
import { isOwnTask } from './own.ts'
import { todayIn } from './today.ts'

/* The bell rings for what is due: on the school day before, or on the day, and in nobody's quiet hours. */

const everyMs = 30 * 60_000
const longestBreak = 100

type Days = Pick<SchoolDays, 'weekend' | 'holidays'>

/** Whether it is due today or up to the next day of school. */
export function isDueSoon(due: string, today: string, school: Days): boolean {
  if (due < today) return false
  let next = addDays(today, 1)
  const isFree = (day: string) => isWeekend(school, day) || holidayOn(school, day) !== null
  for (let count = 0; count < longestBreak && isFree(next); count++) next = addDays(next, 1)
  return due <= next
}

interface Due {
  objectId: string
  due: string
  isFor: (person: MemberRow) => boolean
}

async function dueIn(deps: Deps, documentId: string): Promise<Due[]> {
  const { objects } = await liveBoard(deps, documentId)
  const tasks = tasksOf(objects).filter(({ isDone }) => !isDone)
  return [
    ...stepsOf(objects).map((step) => ({ ...step, isFor: () => true })),
    ...tasks.map((task) => ({
      ...task,
      isFor: ({ userId, groupId }: MemberRow) => isOwnTask(task, { id: userId, groupId }),
    })),
  ].flatMap(({ id, date, isFor }) => (date === '' ? [] : [{ objectId: id, due: date, isFor }]))
}

/** What somebody is reminded of now. */
function remindersOf(deps: Deps, { dues, person, clock, projectId }: Person): { objectId: string; due: string }[] {
  const { role } = person
  const now = deps.now()
  if (!isPupilRole(role) && !isTeacherRole(role)) return []
  if (quietOf(clock, projectId, now) !== null) return []
  const { calendar } = clock
  const today = todayIn(calendar.timeZone, now)
  return dues.filter(({ due, isFor }) => isFor(person) && isDueSoon(due, today, calendar))
}

interface Person {
  dues: readonly Due[]
  person: MemberRow
  clock: SchoolClock
  projectId: string
}

async function remindOf(deps: Deps, plan: { id: string; projectId: string }): Promise<void> {
  const { id: documentId, projectId } = plan
  const dues = await dueIn(deps, documentId)
  if (dues.length === 0) return
  const people = await listMembers(deps.db, projectId)
  const clocks = await clocksOf(deps, [...new Set(people.map(({ school }) => school.id))])
  const wanted = people.flatMap((person) => {
    const clock = clocks.get(person.school.id)
    const found = clock === undefined ? [] : remindersOf(deps, { dues, person, clock, projectId })
    return found.map(({ objectId, due }) => ({ documentId, objectId, due, userId: person.userId }))
  })
  const told = await deps.db.transaction(async (tx) => {
    const fresh = await insertPlanReminders(tx, wanted)
    const userIds = [...new Set(fresh.map(({ userId }) => userId))]
    const notice = { kind: 'plan_due', projectId, at: deps.now() } as const
    return insertNotices(
      tx,
      userIds.map((userId) => ({ ...notice, userId })),
    )
  })
  await ring(deps, projectId, told)
}

/** Looks at all plans. One that cannot be read keeps no other. */
export async function remindDue(deps: Deps): Promise<void> {
  for (const plan of await listPlans(deps.db))
    await remindOf(deps, plan).catch((error: unknown) =>
      deps.log.warn({ err: error, documentId: plan.id }, 'a plan could not be looked at'),
    )
}

export function startReminding(deps: Deps): { stop(): void } {
  const look = async () => {
    await remindDue(deps)
    return null
  }
  return watchEnds(deps, { what: 'reminders of plans', longestWaitMs: everyMs, look })
}
