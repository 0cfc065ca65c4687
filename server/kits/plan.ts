import type { BoardContent, ContentObject } from '#collab/documents/board.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'
import { orderBetween } from '#collab/documents/board-write.ts'
import { addDays, daysBetween, isRealDay, mondayOf } from '#collab/plan/days.ts'
import { lanesOf, sessionsOf, stepsOf, tasksOf } from '#collab/plan/sessions.ts'
import type { KitItem, KitPlan } from './content.ts'

/* A plan without its calendar: what is planned, and after how many days. Whoever teaches, in which room, is left out. */

/** Of what stands on the board of a plan; null for an empty one. `items` has the lines of frameworks that go along. */
export function planOf(objects: readonly BoardObject[], items: ReadonlyMap<string, KitItem>): KitPlan | null {
  const lanes = lanesOf(objects).toSorted(inOrder)
  const things = [...sessionsOf(objects), ...tasksOf(objects), ...stepsOf(objects)].toSorted(inOrder)
  if (lanes.length + things.length === 0) return null
  const days = things.map(({ date }) => date).filter(isRealDay)
  const first = days.length === 0 ? null : mondayOf(days.toSorted()[0] ?? '')
  return {
    lanes: lanes.map(({ text }) => text),
    things: things.flatMap(({ type, text, language, parent, date, startsAt, planned, itemIds }) =>
      type === 'session' || type === 'task' || type === 'step'
        ? [
            {
              ...{ type, text, language, startsAt, planned },
              lane: lanes.some(({ id }) => id === parent) ? lanes.findIndex(({ id }) => id === parent) : null,
              items: itemIds.flatMap((id) => items.get(id) ?? []),
              day: first === null || !isRealDay(date) ? null : daysBetween(first, date),
            },
          ]
        : [],
    ),
  }
}

const laneSize = [288, 0] as const

interface Here {
  today: string
  idOf: (item: KitItem) => string | null
}

/** The board of a plan that begins in the week after today. */
export function boardOfPlan({ lanes, things }: KitPlan, { today, idOf }: Here): BoardContent {
  const first = addDays(mondayOf(today), 7)
  let order: string | null = null
  const next = () => (order = orderBetween(order, null))
  const columns = lanes.map((text, at): ContentObject => ({
    ...{ id: `lane-${at}`, type: 'column', text, colour: (at % 8) + 1, size: laneSize },
    ...{ order: next(), place: [at * 312, 0] },
  }))
  const planned = things.map(({ lane, day, startsAt, language, items, ...thing }, at): ContentObject => ({
    ...{ ...thing, id: `thing-${at}`, order: next(), parent: lane === null ? null : `lane-${lane}` },
    ...(day === null ? {} : { date: addDays(first, day) }),
    ...(startsAt === null ? {} : { startsAt }),
    ...(language === null ? {} : { language }),
    ...(items.length === 0 ? {} : { itemIds: items.flatMap((item) => idOf(item) ?? []) }),
  }))
  return { type: 'board', layout: 'plan', objects: [...columns, ...planned] }
}
