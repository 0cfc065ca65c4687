import { type Marks, markedKeys, roundTo } from './points.ts'
import type { Rules } from '../campaigns/rulebook.ts'

/* How marks fell in a campaign, and how far its readers agree. Pure. */

export interface MarkedBy {
  /** In the order of the readers. */
  readers: readonly Marks[]
  /** What came of them, by criterion. */
  byCriterion: Readonly<Record<string, number | null>>
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : roundTo(values.reduce((sum, one) => sum + one, 0) / values.length, 2)

/** Of the first two: a third was asked because they differ, and is no chance pair. */
function pairsOf(judged: readonly MarkedBy[], key: string): [number, number][] {
  return judged.flatMap(({ readers: [first, second] }): [number, number][] => {
    const [one, other] = [first?.get(key) ?? null, second?.get(key) ?? null]
    return one === null || other === null ? [] : [[one, other]]
  })
}

/** Told of so many at least, as figures are, and where what is left of all is none, or as many: whoever subtracts learns no more. */
const isTold = (count: number, of: number, least: number): boolean =>
  count >= least && (count === of || of - count >= least)

/** By criterion its average, how far two readers are apart in the mean, and in which share they gave the same. */
export function agreementOf(rules: Rules, judged: readonly MarkedBy[], least: number) {
  const all = judged.length
  if (all < least) return null
  const criteria = [...markedKeys(rules).keys()].map((key) => {
    const values = judged.flatMap(({ byCriterion }) => byCriterion[key] ?? [])
    const pairs = pairsOf(judged, key)
    const arePairsTold = isTold(pairs.length, all, least) && isTold(pairs.length, values.length, least)
    return {
      key,
      average: isTold(values.length, all, least) ? mean(values) : null,
      apart: arePairsTold ? mean(pairs.map(([one, other]) => Math.abs(one - other))) : null,
      same: arePairsTold ? mean(pairs.map(([one, other]) => Number(one === other))) : null,
    }
  })
  return { judged: all, criteria }
}
