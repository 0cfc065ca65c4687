import type { BoardObject } from '../documents/board-model.ts'

/** What of a session the rest reckons with. */
export type Session = Pick<
  BoardObject,
  'id' | 'text' | 'parent' | 'date' | 'startsAt' | 'planned' | 'done' | 'room' | 'people'
>

const isThere = ({ isRemoved }: BoardObject) => !isRemoved

export const sessionsOf = (objects: readonly BoardObject[]) =>
  objects.filter((one) => one.type === 'session' && isThere(one))
export const tasksOf = (objects: readonly BoardObject[]) => objects.filter((one) => one.type === 'task' && isThere(one))
export const stepsOf = (objects: readonly BoardObject[]) => objects.filter((one) => one.type === 'step' && isThere(one))
export const examsOf = (objects: readonly BoardObject[]) => objects.filter((one) => one.type === 'exam' && isThere(one))

/** The subjects. */
export const lanesOf = (objects: readonly BoardObject[]) =>
  objects.filter((one) => one.type === 'column' && isThere(one))

/** Of one whose length nobody has said. */
const usualMinutes = 60

/** From when to when, in minutes of the day; null where nobody has said when it begins. */
export function hoursOf({ startsAt, planned }: Session): readonly [from: number, to: number] | null {
  return startsAt === null ? null : [startsAt, startsAt + (planned || usualMinutes)]
}

interface Sum {
  readonly planned: number
  readonly done: number
}

/** Minutes planned and done, by lane; under null those of none. */
export function sumsOf(sessions: readonly Session[]): Map<string | null, Sum> {
  const sums = new Map<string | null, Sum>()
  for (const { parent, planned, done } of sessions) {
    const sum = sums.get(parent) ?? { planned: 0, done: 0 }
    sums.set(parent, { planned: sum.planned + planned, done: sum.done + done })
  }
  return sums
}

interface SubjectSum extends Sum {
  /** As its lane is called; empty for sessions in none. */
  readonly subject: string
}

/** Minutes planned and done by subject: lanes of one name are one, in the order of the lanes. */
export function sumsBySubject(objects: readonly BoardObject[]): SubjectSum[] {
  const sums = sumsOf(sessionsOf(objects))
  const lanes = lanesOf(objects)
  const bySubject = new Map<string, SubjectSum>()
  const add = (subject: string, { planned, done }: Sum) => {
    const before = bySubject.get(subjectKey(subject)) ?? { subject, planned: 0, done: 0 }
    bySubject.set(subjectKey(subject), { ...before, planned: before.planned + planned, done: before.done + done })
  }
  for (const { id, text } of lanes) add(text.trim(), sums.get(id) ?? { planned: 0, done: 0 })
  for (const [id, sum] of sums) if (!lanes.some((lane) => lane.id === id)) add('', sum)
  return [...bySubject.values()]
}

/** Whether a lane of a plan and a subject of a team are one: spaces and capitals tell nothing apart. */
export const subjectKey = (subject: string) => subject.trim().replaceAll(/\s+/gu, ' ').toLowerCase()

/** A title in this language, or as it was written. */
export function titleIn(
  { text, translations, language }: Pick<BoardObject, 'text' | 'translations' | 'language'>,
  wanted: string,
) {
  const found = translations.find(([of]) => of === wanted)
  return found === undefined ? { title: text, language } : { title: found[1], language: found[0] }
}
