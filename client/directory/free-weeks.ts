import { addDays, daysBetween, mondayOf } from '#collab/plan/days.ts'

export interface Span {
  from: string
  to: string
}

const mostDays = 53 * 7

export function spanOf(weeks: string | undefined): Span {
  const [from = '', to = ''] = (weeks ?? '').split('..')
  return { from, to }
}

/** As the directory is asked for it; undefined where it is no span, or a longer one than a year. */
export function weeksOf({ from, to }: Span): string | undefined {
  if (from === '' || to === '' || from > to || daysBetween(mondayOf(from), to) >= mostDays) return undefined
  return `${from}..${to}`
}

/** In how many of the weeks that were asked for a class has lessons. */
export function freeIn(weeks: string, free: readonly string[]): { count: number; all: number } {
  const { from, to } = spanOf(weeks)
  const all = Math.floor(daysBetween(mondayOf(from), to) / 7) + 1
  const asked = new Set(Array.from({ length: all }, (_none, at) => addDays(mondayOf(from), at * 7)))
  return { count: free.filter((monday) => asked.has(monday)).length, all }
}
