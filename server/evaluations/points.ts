import type { Criterion, Rules } from '../campaigns/rulebook.ts'

/*
 * What readers gave, put together into points. Pure. Marks are of quarters at the finest, so that sums of them are exact;
 * points are rounded once, at the end, before anything is compared.
 */

/** By criterion, or `criterion.part`; null: it does not apply. What is not there was not given. */
export type Marks = ReadonlyMap<string, number | null>

const partKey = (criterionId: string, partId: string) => `${criterionId}.${partId}`

/** Each that has a scale, by its key. */
export function markedKeys(rules: Rules): Map<string, Criterion['scale']> {
  const keys = new Map<string, Criterion['scale']>()
  for (const { id, scale, parts } of rules.criteria) {
    keys.set(id, scale)
    for (const part of parts) if (part.scale) keys.set(partKey(id, part.id), part.scale)
  }
  return keys
}

/** Whether a mark lies on a scale. */
export function isOnScale(value: number | null, scale: Criterion['scale']): boolean {
  if (value === null) return scale.hasNotApplicable
  const steps = (value - scale.from) / scale.step
  return value >= scale.from && value <= scale.to && Number.isInteger(steps)
}

/** Keys for which a reader has given no mark yet. */
export const unmarked = (rules: Rules, marks: Marks): string[] =>
  [...markedKeys(rules).keys()].filter((key) => !marks.has(key))

/** To so many decimals, halves away from zero: as one rounds on paper. */
export function roundTo(value: number, decimals: number): number {
  // A number like 1.005 is stored a hair below; twelve digits are more than marks ever make.
  const [digits = '0', power = '0'] = value.toPrecision(12).split('e')
  const shifted = Math.round(Math.abs(Number(`${digits}e${Number(power) + decimals}`)))
  return Math.sign(value) * Number(`${shifted}e-${decimals}`)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Over the readers for whom it applies; null: for none. */
function meanOf(readers: readonly Marks[], key: string): number | null {
  const given = readers.flatMap((marks) => marks.get(key) ?? [])
  return given.length === 0 ? null : mean(given)
}

/** The most that can be reached. */
export const wholeOf = (rules: Rules): number =>
  rules.criteria.reduce((sum, { weight, scale }) => sum + scale.to * weight, 0)

/**
 * The weighted sum. What does not apply counts for nothing, and what is left is put on the same whole, so that nobody loses
 * points by it.
 */
function sumOf(rules: Rules, valueOf: (criterionId: string) => number | null): number {
  const applying = rules.criteria.flatMap(({ id, weight, scale }) => {
    const value = valueOf(id)
    return value === null ? [] : [{ value: value * weight, whole: scale.to * weight }]
  })
  const whole = wholeOf(rules)
  const reached = applying.reduce((sum, { value }) => sum + value, 0)
  const reachable = applying.reduce((sum, one) => sum + one.whole, 0)
  return reachable === 0 ? 0 : (reached * whole) / reachable
}

/** What one reader gives in all. */
export const totalOf = (rules: Rules, marks: Marks): number => sumOf(rules, (id) => marks.get(id) ?? null)

/** Whether a third must read: the first two differ by more than the rulebook lets them. */
export function needsThird(rules: Rules, first: Marks, second: Marks): boolean {
  const third = rules.readers.third
  if (third === null) return false
  if (third.of === 'total') return Math.abs(totalOf(rules, first) - totalOf(rules, second)) > third.over
  return rules.criteria.some(({ id }) => {
    const [one, other] = [marksOf(first, id), marksOf(second, id)]
    return one === null || other === null ? one !== other : Math.abs(one - other) > third.over
  })
}

const marksOf = (marks: Marks, key: string): number | null => marks.get(key) ?? null

/** Whose marks count: of three readers all, or the two whose totals are nearest; of two pairs as near the better one. */
export function counting(rules: Rules, readers: readonly Marks[]): readonly Marks[] {
  if (rules.readers.combine === 'mean' || readers.length < 3) return readers
  const pairs = readers.flatMap((one, index) =>
    readers.slice(index + 1).map((other) => {
      const [first, second] = [totalOf(rules, one), totalOf(rules, other)]
      return { pair: [one, other], apart: Math.abs(first - second), sum: first + second }
    }),
  )
  const [best] = pairs.toSorted((one, other) => one.apart - other.apart || other.sum - one.sum)
  return best ? best.pair : readers
}

export interface Result {
  points: number
  byCriterion: Record<string, number | null>
  /** Criteria and parts below their least. */
  below: string[]
  /** Below the least of a knock-out, or of all points: nothing is given. */
  isKnockedOut: boolean
}

/** What came of all readers' marks. Recomputed from the marks it is always the same. */
export function resultOf(rules: Rules, readers: readonly Marks[]): Result {
  const counted = counting(rules, readers)
  const means = new Map([...markedKeys(rules).keys()].map((key) => [key, meanOf(counted, key)]))
  const points = roundTo(
    sumOf(rules, (id) => means.get(id) ?? null),
    rules.decimals,
  )
  const leasts = rules.criteria.flatMap(({ id, least, isKnockOut, parts }) => [
    { key: id, least, isKnockOut },
    ...parts.map((part) => ({ key: partKey(id, part.id), least: part.least, isKnockOut: part.isKnockOut })),
  ])
  const below = leasts.filter(({ key, least }) => {
    const value = means.get(key) ?? null
    return least !== null && value !== null && value < least
  })
  return {
    points,
    byCriterion: Object.fromEntries(
      [...means].map(([key, value]) => [key, value === null ? null : roundTo(value, rules.decimals)]),
    ),
    below: below.map(({ key }) => key),
    isKnockedOut:
      below.some(({ isKnockOut }) => isKnockOut) || (rules.leastPoints !== null && points < rules.leastPoints),
  }
}
