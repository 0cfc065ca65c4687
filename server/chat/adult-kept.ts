import { dayOf } from '../kit/dates.ts'
import { dayMs } from '../kit/nights.ts'

/*
 * How long what teachers write to each other is kept, as dated data: a row holds from its day on. What was reported stays until
 * its report is settled, however long.
 */

interface Kept {
  from: string
  /** A message, and a first letter that nobody has answered. */
  days: number
}

const kept: readonly Kept[] = [{ from: '0001-01-01', days: 365 }]

/** What was written until this moment is kept no more. */
export function writtenBefore(now: Date): Date {
  const today = dayOf(now)
  const found = kept.findLast(({ from }) => from <= today)
  if (!found) throw new Error('nothing says how long messages are kept on that day')
  return new Date(now.getTime() - found.days * dayMs)
}
