import { useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'
import { clashesOf } from '#collab/plan/clashes.ts'
import { examsOf, lanesOf, sessionsOf, stepsOf, sumsOf, tasksOf } from '#collab/plan/sessions.ts'
import { weeksOf } from '#collab/plan/weeks.ts'
import type { WholePlan } from '#client/data/plan.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { type BoardPerson, type BoardSession, useBoardSession } from '../board-session.ts'
import type { BoardStore } from '../board-store.ts'
import { cellsOf, ownRows, rowOf, type Scale, slotsOf } from './arrange.ts'
import type { Plan, PlanRow } from './plan-context.ts'

/** A number that changes with whatever changes on the board: hours and rooms decide too. */
function useRevision(store: BoardStore): number {
  const revision = useRef(0)
  const [subscribe] = useState(() => (listener: () => void) => {
    const renew = () => {
      revision.current += 1
      listener()
    }
    const stops = [store.subscribe(renew), store.watch(renew)]
    return () => stops.forEach((stop) => stop())
  })
  return useSyncExternalStore(subscribe, () => revision.current)
}

const byUser = ({ people }: BoardSession): ReadonlyMap<string, BoardPerson> =>
  new Map([...people.values()].map((person) => [person.userId, person]))

interface Shown {
  calendar: WholePlan
  scale: Scale
  monday: string
  documents: Plan['documents']
}

function useRows(lanes: readonly BoardObject[], hasLoose: boolean): PlanRow[] {
  const { t } = useMessages()
  return useMemo(
    () => [
      { key: ownRows.steps, label: t('plan.steps'), lane: null },
      { key: ownRows.tasks, label: t('plan.tasks'), lane: null },
      ...lanes.map((lane) => ({ key: lane.id, label: lane.text || t('plan.unnamedLane'), lane })),
      ...(hasLoose ? [{ key: ownRows.none, label: t('plan.noLane'), lane: null }] : []),
    ],
    [lanes, hasLoose, t],
  )
}

/** What sessions clash with beside one another. */
export const aroundOf = ({ calendar, people }: Pick<Plan, 'calendar' | 'people'>, exams: readonly BoardObject[]) => ({
  schools: new Map(calendar.schools.map((school) => [school.id, school])),
  ownSchool: calendar.ownSchoolId,
  schoolOf: (userId: string) => people.get(userId)?.school.id,
  exams: exams.map(({ date }) => date),
})

/** What the board holds, as a plan. Arranged anew with each change: four hundred sessions take some milliseconds. */
export function usePlan({ calendar, scale, monday, documents }: Shown): Plan {
  const session = useBoardSession()
  const { store } = session
  const revision = useRevision(store)
  const people = useMemo(() => byUser(session), [session])
  const held = useMemo(() => {
    const objects = store.getObjects()
    const sessions = sessionsOf(objects)
    const exams = examsOf(objects)
    return {
      ...{ sessions, exams, steps: stepsOf(objects).toSorted(inOrder), lanes: lanesOf(objects).toSorted(inOrder) },
      things: [...sessions, ...tasksOf(objects), ...stepsOf(objects), ...exams],
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what the store holds changes with its revision
  }, [store, revision])
  const laneIds = useMemo(() => new Set(held.lanes.map(({ id }) => id)), [held])
  const rows = useRows(
    held.lanes,
    held.sessions.some((one) => rowOf(one, laneIds) === ownRows.none),
  )
  return useMemo(() => {
    const { sessions, exams, steps, lanes, things } = held
    const { schools, today } = calendar
    const days = things.map(({ date }) => date)
    const weeks = weeksOf(days, today, schools)
    const slots = slotsOf({ ...{ scale, weeks, monday, schools, exams }, hasUndated: days.includes('') })
    const clashes = clashesOf(sessions, aroundOf({ calendar, people }, exams))
    const cells = cellsOf(things, { scale, lanes: laneIds, slots })
    return { calendar, scale, rows, slots, cells, lanes, steps, clashes, sums: sumsOf(sessions), people, documents }
  }, [held, laneIds, rows, calendar, scale, monday, people, documents])
}
