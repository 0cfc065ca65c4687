import type { BoardObject } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'
import { addDays, mondayOf, weekdayOf } from '#collab/plan/days.ts'
import { holidayOn, isWeekend, type SchoolDays, type Week } from '#collab/plan/weeks.ts'

/** What the columns of a plan are: its weeks, or the days of one of them. */
export type Scale = 'weeks' | 'days'

/** A row that is no subject: what the project goes by, what has to be done, and lessons of no subject. */
export const ownRows = { steps: 'steps', tasks: 'tasks', none: 'none' } as const

export interface Slot {
  /** Its first day; empty for what has none. */
  readonly key: string
  readonly week: Week | null
  readonly isExam: boolean
  /** By school: why there is no lesson, as far as that is so. */
  readonly free: ReadonlyMap<string, { readonly words: string; readonly isWhole: boolean }>
}

const noDay: Slot = { key: '', week: null, isExam: false, free: new Map() }

function weekSlot(week: Week, exams: ReadonlySet<string>): Slot {
  const free = new Map(
    [...week.holidays].flatMap(([school, holidays]) =>
      holidays.length === 0
        ? []
        : [
            [
              school,
              {
                words: holidays.map(({ name }) => name).join(', '),
                isWhole: holidays.some(({ isWhole }) => isWhole),
              },
            ] as const,
          ],
    ),
  )
  return { key: week.monday, week, isExam: exams.has(week.monday), free }
}

function daySlot(day: string, schools: readonly SchoolDays[], isExam: boolean): Slot {
  const free = new Map(
    schools.flatMap((school) => {
      const words = holidayOn(school, day)
      if (words === null && !isWeekend(school, day)) return []
      return [[school.id, { words: words ?? '', isWhole: true }] as const]
    }),
  )
  return { key: day, week: null, isExam, free }
}

interface Columns {
  scale: Scale
  weeks: readonly Week[]
  /** The Monday of the week whose days are shown. */
  monday: string
  schools: readonly SchoolDays[]
  exams: readonly BoardObject[]
  /** Whether something has no day yet. */
  hasUndated: boolean
}

const daysOfWeek = [0, 1, 2, 3, 4, 5, 6]

/** The columns. What has no day stands before all others. */
export function slotsOf({ scale, weeks, monday, schools, exams, hasUndated }: Columns): Slot[] {
  const marked = new Set(exams.flatMap(({ date }) => (date === '' ? [] : [mondayOf(date)])))
  const shown =
    scale === 'weeks'
      ? weeks.map((week) => weekSlot(week, marked))
      : daysOfWeek
          .map((count) => addDays(monday, count))
          .filter((day) => weekdayOf(day) < 6 || schools.some((school) => !isWeekend(school, day)))
          .map((day) => daySlot(day, schools, marked.has(monday)))
  return hasUndated ? [noDay, ...shown] : shown
}

export const rowOf = ({ type, parent }: BoardObject, lanes: ReadonlySet<string>): string => {
  if (type === 'task') return ownRows.tasks
  if (type !== 'session') return ownRows.steps
  return parent !== null && lanes.has(parent) ? parent : ownRows.none
}

export const cellKey = (row: string, slot: string) => `${row}|${slot}`

const byHour = (a: BoardObject, b: BoardObject) =>
  a.date.localeCompare(b.date) || (a.startsAt ?? -1) - (b.startsAt ?? -1) || inOrder(a, b)

interface Cells {
  scale: Scale
  lanes: ReadonlySet<string>
  slots: readonly Slot[]
}

/** Ids by cell, in the order of their hours. What is in none of the columns is not shown. */
export function cellsOf(things: readonly BoardObject[], { scale, lanes, slots }: Cells): Map<string, string[]> {
  const known = new Set(slots.map(({ key }) => key))
  const cells = new Map<string, string[]>()
  for (const thing of things.toSorted(byHour)) {
    const slot = scale === 'days' || thing.date === '' ? thing.date : mondayOf(thing.date)
    if (!known.has(slot)) continue
    const key = cellKey(rowOf(thing, lanes), slot)
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [thing.id])
    else cell.push(thing.id)
  }
  return cells
}

/** The day that something gets in a column: in another week the same day of the week. */
export function dayIn(slot: string, scale: Scale, before: string): string {
  if (slot === '' || scale === 'days') return slot
  return addDays(slot, before === '' ? 0 : weekdayOf(before) - 1)
}
