import type { RolloverView } from '#client/data/rollover.ts'

type Turn = Pick<RolloverView, 'classrooms' | 'last'>

/**
 * The class in which somebody repeats the year: the one that goes up to what theirs is called, whether the turn of the year is
 * over or not; of a class that has left, the one that is called now what theirs was.
 */
export function repeatingIn(turn: Turn | undefined, classroomId: string, name: string): string | null {
  const others = (turn?.classrooms ?? []).filter(({ id }) => id !== classroomId)
  const below = others.find(({ proposed }) => proposed.does === 'up' && proposed.name === name)
  if (below !== undefined) return below.id
  const was =
    turn?.last?.undoneAt === null ? turn.last.classes.find(({ id, leaves }) => id === classroomId && leaves) : null
  return others.find((one) => one.name === was?.from)?.id ?? null
}
