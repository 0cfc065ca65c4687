/*
 * What is too small to be told, as dated data. A row holds from its day on; figures of an earlier day keep to the rule that
 * held then.
 */

export interface Threshold {
  from: string
  /** People and projects fewer than these are hidden; none at all is said. */
  least: number
  /** People of fewer schools than these are hidden, however many they are: they would be those of one school. */
  leastSchools: number
  /** How far apart the least and the most must be that a hidden number can be, whatever a reader adds and subtracts. */
  width: number
}

const thresholds: readonly Threshold[] = [{ from: '0001-01-01', least: 5, leastSchools: 2, width: 4 }]

export function thresholdOn(day: string): Threshold {
  const found = thresholds.findLast(({ from }) => from <= day)
  if (!found) throw new Error('no threshold holds on that day')
  return found
}
