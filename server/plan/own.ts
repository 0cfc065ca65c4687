import type { BoardObject } from '#collab/documents/board-model.ts'
import { stepsOf, tasksOf, titleIn } from '#collab/plan/sessions.ts'

/* What of a plan is for somebody who does not see it. Pure. */

export interface PlanReader {
  id: string
  groupId: string | null
  /** The language in which they are spoken to, where that is known. */
  locale: string | null
}

export const isOwnTask = (
  { people, groupId }: Pick<BoardObject, 'people' | 'groupId'>,
  reader: Pick<PlanReader, 'id' | 'groupId'>,
) => people.includes(reader.id) || (groupId !== null && groupId === reader.groupId)

const byDay = <Thing extends { date: string; order: string }>(things: readonly Thing[]) =>
  things.toSorted((a, b) => (a.date || '9').localeCompare(b.date || '9') || (a.order < b.order ? -1 : 1))

/** The steps of the project with their days, and one's own tasks: no lesson, no room, nobody else's task. */
export function ownPlan(objects: readonly BoardObject[], reader: PlanReader) {
  const said = (object: BoardObject) => ({
    id: object.id,
    ...titleIn(object, reader.locale ?? ''),
    /** For a screen whose language is the browser's and not the account's. */
    translations: object.translations,
    date: object.date === '' ? null : object.date,
  })
  return {
    steps: byDay(stepsOf(objects)).map(said),
    tasks: byDay(tasksOf(objects).filter((task) => isOwnTask(task, reader))).map((task) => ({
      ...said(task),
      isDone: task.isDone,
      isOfGroup: !task.people.includes(reader.id),
    })),
  }
}
