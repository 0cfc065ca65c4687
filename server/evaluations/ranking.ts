import { shareOf } from '../campaigns/conditions/shares.ts'
import type { Quota, Ties } from '../campaigns/rulebook.ts'
import type { Result } from './points.ts'

/* In which order those who were judged stand, and where a quota ends. Pure: the same results always give the same lists. */

export interface Judged {
  id: string
  result: Result
}

export interface Ranked extends Judged {
  /** From 1; who shares points shares the rank, and the next stands as many lower. */
  rank: number
}

/** Below zero where one stands before the other; 0 where nothing tells them apart. */
function compare({ byCriteria }: Ties, one: Result, other: Result): number {
  if (one.points !== other.points) return other.points - one.points
  for (const id of byCriteria) {
    const [first, second] = [one.byCriterion[id] ?? 0, other.byCriterion[id] ?? 0]
    if (first !== second) return second - first
  }
  return 0
}

/** By points, then by the criteria that break ties. Who is knocked out is not ranked. */
export function ranked(ties: Ties, all: readonly Judged[]): Ranked[] {
  const able = all
    .filter(({ result }) => !result.isKnockedOut)
    .toSorted((one, other) => compare(ties, one.result, other.result) || one.id.localeCompare(other.id))
  const rows: Ranked[] = []
  able.forEach((one, index) => {
    const before = rows.at(-1)
    const isTied = before !== undefined && compare(ties, before.result, one.result) === 0
    rows.push({ ...one, rank: isTied ? before.rank : index + 1 })
  })
  return rows
}

/** How many places a quota has among so many. */
export const placesOf = ({ size, rounding }: Quota, among: number): number =>
  'count' in size ? Math.min(size.count, among) : shareOf(size.share, among, rounding)

export interface Drawn {
  inside: Ranked[]
  outside: Ranked[]
  /** They share the rank at which the quota ends, and the rulebook leaves it to the commission. */
  undecided: Ranked[]
}

/** Where the quota ends. Nobody comes in before somebody who stands higher, and of those who share a rank all or none. */
export function drawLine(rows: readonly Ranked[], places: number, { atQuota }: Ties): Drawn {
  const lastRank = rows[places - 1]?.rank
  // They share the last place with somebody for whom there is none.
  const straddles = ({ rank }: Ranked) => rank === lastRank && rows[places]?.rank === lastRank
  const tied = rows.filter(straddles)
  const before = rows.slice(0, places).filter((row) => !straddles(row))
  const after = rows.slice(places).filter((row) => !straddles(row))
  return {
    inside: atQuota === 'all' ? [...before, ...tied] : before,
    outside: atQuota === 'none' ? [...tied, ...after] : after,
    undecided: atQuota === 'commission' ? tied : [],
  }
}
