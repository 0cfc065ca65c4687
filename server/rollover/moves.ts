import * as z from 'zod'
import type { lockClassroomsOf } from '#db/queries/rollovers.ts'
import type { RolledClass } from '#db/schema/rollovers.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { line } from '../kit/text.ts'

/* What becomes of each class, and what hinders it. Pure. */

const className = line(40)
/** More than any school has. */
const mostClasses = 500

export const rolloverBody = z.strictObject({
  classrooms: z
    .array(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        /** What it was called when whoever asks saw it. */
        was: className,
        does: z.enum(['up', 'leaves', 'stays']),
        /** What it is called then; of one that stays, what it was. */
        name: className,
      }),
    )
    .min(1)
    .max(mostClasses),
})
export type Moves = z.infer<typeof rolloverBody>['classrooms']
type ClassroomRow = Awaited<ReturnType<typeof lockClassroomsOf>>[number]

type Facts = RolledClass['before']

const oldest = 20

const factsOf = ({ name, ageFrom, ageTo, archivedAt }: ClassroomRow): Facts => ({
  ...{ name, ageFrom, ageTo, hasLeft: archivedAt !== null },
})

function afterOf(before: Facts, does: 'up' | 'leaves', name: string): Facts {
  if (does === 'leaves') return { ...before, name, hasLeft: true }
  const older = (age: number) => Math.min(age + 1, oldest)
  return { name, ageFrom: older(before.ageFrom), ageTo: older(before.ageTo), hasLeft: false }
}

/** What changes, of the classes as they stand. Throws what is wrong, by its place in the request. */
export function changesOf(moves: Moves, rows: readonly ClassroomRow[]): RolledClass[] {
  if (new Set(moves.map(({ id }) => id)).size < moves.length) throw invalidField('classrooms', 'rollover_twice')
  const current = new Map(rows.filter(({ archivedAt }) => archivedAt === null).map((row) => [row.id, row]))
  const changes = moves.flatMap(({ id, was, does, name }) => {
    const row = current.get(id)
    if (!row) throw notFound()
    if (row.name !== was) throw new AppError('conflict', 'rollover_stale')
    const before = factsOf(row)
    return does === 'stays' ? [] : [{ id, before, after: afterOf(before, does, name) }]
  })
  if (changes.length === 0) throw invalidField('classrooms', 'nothing_to_change')
  requireOwnNames(moves, rows, new Map(changes.map(({ id, after }) => [id, after.name])))
  return changes
}

/** No two classes have one name when all is done. */
function requireOwnNames(moves: Moves, rows: readonly ClassroomRow[], changed: ReadonlyMap<string, string>): void {
  const taken = new Map<string, string[]>()
  for (const { id, name } of rows) {
    const then = changed.get(id) ?? name
    taken.set(then, [...(taken.get(then) ?? []), id])
  }
  const fields = moves.flatMap(({ id }, index) =>
    changed.has(id) && (taken.get(changed.get(id) ?? '')?.length ?? 0) > 1
      ? [{ path: `classrooms.${index}.name`, reason: 'classroom_name_taken' }]
      : [],
  )
  if (fields.length > 0) throw new AppError('conflict', 'classroom_name_taken', { fields })
}

/** What gives each class back what it was. Throws where one is another since, or its name is somebody else's. */
export function undoOf(classes: readonly RolledClass[], rows: readonly ClassroomRow[]): RolledClass[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const ids = new Set(classes.map(({ id }) => id))
  const others = new Set(rows.filter(({ id }) => !ids.has(id)).map(({ name }) => name))
  const isAsItWas = ({ id, before, after }: RolledClass) => {
    const row = byId.get(id)
    return row !== undefined && isSame(factsOf(row), after) && !others.has(before.name)
  }
  if (!classes.every(isAsItWas)) throw new AppError('conflict', 'rollover_changed')
  return classes.map(({ id, before, after }) => ({ id, before: after, after: before }))
}

const isSame = (one: Facts, other: Facts) =>
  one.name === other.name && one.ageFrom === other.ageFrom && one.ageTo === other.ageTo && one.hasLeft === other.hasLeft
