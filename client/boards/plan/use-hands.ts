import { useMemo } from 'react'
import type { ObjectValues } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { useBoardSession } from '../board-session.ts'
import { dayIn, ownRows, rowOf } from './arrange.ts'
import type { Direction, Plan, PlanHands } from './plan-context.ts'
import { dayWords } from './words.ts'

type Opened = Pick<PlanHands, 'edit' | 'add'>

/** Where one step by key leads, or null where it goes no further. */
function stepFrom({ rows, slots }: Plan, from: { row: string; slot: string }, direction: Direction) {
  const by = direction === 'up' || direction === 'left' ? -1 : 1
  if (direction === 'left' || direction === 'right') {
    const slot = slots[slots.findIndex(({ key }) => key === from.slot) + by]
    return slot === undefined || slot.key === '' ? null : { row: from.row, slot: slot.key }
  }
  const lanes = rows.filter(({ lane }) => lane !== null)
  const row = lanes[lanes.findIndex(({ key }) => key === from.row) + by]
  return row === undefined ? null : { row: row.key, slot: from.slot }
}

/** Moving by pointer, key and menu: one way to do it, and one way to say it. */
export function usePlanHands({ plan, edit, add }: { plan: Plan } & Opened): PlanHands {
  const session = useBoardSession()
  const { t, locale } = useMessages()
  const latest = useLatest({ plan, edit, add })
  return useMemo(() => {
    const { store, gestures, announce } = session
    const place = (id: string, row: string, slot: string, label = '') => {
      const object = store.getObject(id)
      if (object === undefined) return
      const { rows, scale } = latest.current.plan
      const lane = rows.find(({ key }) => key === row)?.lane ?? null
      const isLesson = object.type === 'session' && (lane !== null || row === ownRows.none)
      const date = dayIn(slot, scale, object.date)
      const changes: Partial<ObjectValues> = isLesson ? { date, parent: lane?.id ?? null } : { date }
      gestures.set(id, changes, label)
      const at = isLesson ? (rows.find(({ key }) => key === row)?.label ?? '') : ''
      const day = date === '' ? t('plan.noDay') : dayWords(date, locale, 'whole')
      announce(t('plan.placed', { at, day }))
    }
    return {
      place,
      step(id, direction) {
        const object = store.getObject(id)
        if (object === undefined) return
        const { plan: now } = latest.current
        const row = rowOf(object, new Set(now.lanes.map((lane) => lane.id)))
        const slot = now.slots.find(({ key }) => now.cells.get(`${row}|${key}`)?.includes(id))?.key ?? ''
        const spot = stepFrom(now, { row, slot }, direction)
        if (spot === null) announce(t('boards.wall_noFurther'))
        else place(id, spot.row, spot.slot, `step:${id}`)
      },
      edit: (id) => latest.current.edit(id),
      add: (type, at) => latest.current.add(type, at),
    }
  }, [session, latest, t, locale])
}
