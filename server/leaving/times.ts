/*
 * After how many days without being here something happens to an account of staff, as dated data: a row holds from its day on.
 */

interface Times {
  from: string
  /** Out of the directory. */
  hide: number
  /** Nothing says who they were. */
  anonymise: number
  /** So long before each somebody is written to, and nothing happens to who was not. */
  notice: number
}

const times: readonly Times[] = [{ from: '0001-01-01', hide: 365, anonymise: 3 * 365, notice: 30 }]

export function timesOn(day: string): Times {
  const found = times.findLast(({ from }) => from <= day)
  if (!found) throw new Error('no times hold on that day')
  return found
}
