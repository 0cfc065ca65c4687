import type { DbOrTx } from '#db/client.ts'
import {
  type ApplicationRow,
  type EvaluationRow,
  listEvaluationsOf,
  listMarks,
  type MarkRow,
} from '#db/queries/evaluations.ts'
import type { Rules } from '../campaigns/rulebook.ts'
import { markedKeys, type Marks, needsThird } from './points.ts'

/* What stands of the readings of an application, as the pure rules take it. */

/** Only what was given. */
export function marksOf(rules: Rules, rows: readonly MarkRow[]): Marks {
  const known = markedKeys(rules)
  return new Map(
    rows.flatMap(({ criterion, value, isNotApplicable }): [string, number | null][] =>
      known.has(criterion) && (value !== null || isNotApplicable) ? [[criterion, value]] : [],
    ),
  )
}

export function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const lists = new Map<string, Row[]>()
  for (const row of rows) {
    const list = lists.get(keyOf(row))
    if (list) list.push(row)
    else lists.set(keyOf(row), [row])
  }
  return lists
}

export interface Reading {
  evaluation: EvaluationRow
  marks: Marks
}

/** Of these applications in their round, by application, in the order of the readers; who is too near reads none. */
export async function readingsOf(
  db: DbOrTx,
  rules: Rules,
  applications: readonly Pick<ApplicationRow, 'id' | 'round'>[],
): Promise<Map<string, Reading[]>> {
  const rounds = new Map(applications.map(({ id, round }) => [id, round]))
  const all = (await listEvaluationsOf(db, [...rounds.keys()])).filter(
    ({ applicationId, round, state }) => state !== 'conflicted' && rounds.get(applicationId) === round,
  )
  const given = await listMarks(
    db,
    all.map(({ id }) => id),
  )
  const marks = byKey(given, ({ evaluationId }) => evaluationId)
  const readings = all.map((evaluation) => ({ evaluation, marks: marksOf(rules, marks.get(evaluation.id) ?? []) }))
  return byKey(readings, ({ evaluation }) => evaluation.applicationId)
}

export const areIn = (readings: readonly Reading[]): boolean =>
  readings.every(({ evaluation }) => evaluation.state === 'submitted')

/** Whether the first two are in and differ by more than the rulebook lets them. */
export function differ(rules: Rules, readings: readonly Reading[]): boolean {
  const [first, second] = readings
  return first !== undefined && second !== undefined && areIn([first, second])
    ? needsThird(rules, first.marks, second.marks)
    : false
}

/** How many more must read it. */
export function readersLacking(rules: Rules, readings: readonly Reading[]): number {
  const { blind } = rules.readers
  if (readings.length < blind) return blind - readings.length
  return readings.length === blind && differ(rules, readings) ? 1 : 0
}
