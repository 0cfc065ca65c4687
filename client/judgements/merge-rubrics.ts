import { newId } from '#client/live/new-id.ts'
import type { Criterion, Rubric } from '#client/data/rubrics.ts'

interface Thing {
  id: string
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What both made of a list: mine in my order; theirs where I left a thing alone, and what they added. */
function mergeLists<T extends Thing>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  copy: (of: T) => T,
): T[] {
  const find = (list: readonly T[], id: string) => list.find((one) => one.id === id)
  const kept = mine.flatMap((one): T[] => {
    const [before, other] = [find(base, one.id), find(theirs, one.id)]
    if (before && same(before, one)) return other ? [other] : []
    // Both wrote here: both stay, one under the other.
    return other && !same(other, before) && !same(other, one) ? [one, copy(other)] : [one]
  })
  const added = theirs.filter(
    ({ id }) => !find(mine, id) && (!find(base, id) || !same(find(base, id), find(theirs, id))),
  )
  return [...kept, ...added]
}

/** Brings what I wrote and what somebody else saved meanwhile together, so that neither is lost. */
export function mergeRubrics(base: Rubric, mine: Rubric, theirs: Rubric): Rubric {
  const now = (criteria: readonly Criterion[]) => criteria.filter(({ isRemoved }) => !isRemoved)
  const anew = <T extends Thing>(of: T): T => ({ ...of, id: newId() })
  return {
    version: theirs.version,
    isOpen: mine.isOpen === base.isOpen ? theirs.isOpen : mine.isOpen,
    peers: mine.peers === base.peers ? theirs.peers : mine.peers,
    criteria: mergeLists(now(base.criteria), now(mine.criteria), now(theirs.criteria), anew),
    products: mergeLists(base.products, mine.products, theirs.products, anew),
  }
}
