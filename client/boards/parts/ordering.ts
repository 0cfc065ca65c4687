import { generateNKeysBetween } from 'fractional-indexing'
import { boardLimits, type BoardObject } from '#collab/documents/board-model.ts'
import { orderBetween } from '#collab/documents/board-write.ts'

type Ordered = Pick<BoardObject, 'id' | 'order'>

/** Keys grow by a letter or so with each thing put between the same two; renumbering starts long before the limit. */
const longestOrder = boardLimits.orderLetters - 16

/** Orders to write, by id. The moved thing is always among them. */
type Reordering = ReadonlyMap<string, string>

/**
 * Puts a thing among others at an index: usually one new order. Two neighbours of the same order leave no room between
 * them, so that one side of such a tie gets new orders first; `mayMove` says whose may be written.
 * `others` are in order, without the moved thing.
 */
export function placeAmong(
  others: readonly Ordered[],
  index: number,
  movedId: string,
  mayMove: (id: string) => boolean = () => true,
): Reordering {
  const at = Math.max(0, Math.min(index, others.length))
  const before = others[at - 1]
  const after = others[at]
  if (before === undefined || after === undefined || before.order < after.order) {
    const order = between(before?.order ?? null, after?.order ?? null)
    if (order !== null) return new Map([[movedId, order]])
  } else {
    const apart = untie(others, at, movedId, mayMove)
    if (apart !== null) return apart
  }
  return renumber(others, at, movedId, mayMove)
}

/** Null where somebody wrote an order that is none, or where it would grow too long. */
function between(before: string | null, after: string | null): string | null {
  try {
    const order = orderBetween(before, after)
    return order.length <= longestOrder ? order : null
  } catch {
    return null
  }
}

/** Gives the tied ones after the gap, or else those before it, orders of their own. Null where neither side may move. */
function untie(others: readonly Ordered[], at: number, movedId: string, mayMove: (id: string) => boolean) {
  const tie = others[at]?.order
  let end = at
  while (others[end]?.order === tie && end < others.length) end++
  let start = at
  while (start > 0 && others[start - 1]?.order === tie) start--
  const tail = others.slice(at, end)
  if (tail.every(({ id }) => mayMove(id)))
    return spread([movedId, ...tail.map(({ id }) => id)], tie ?? null, others[end]?.order ?? null)
  const head = others.slice(start, at)
  if (head.every(({ id }) => mayMove(id)))
    return spread([...head.map(({ id }) => id), movedId], others[start - 1]?.order ?? null, tie ?? null)
  return null
}

function spread(ids: readonly string[], from: string | null, to: string | null): Reordering | null {
  try {
    const orders = generateNKeysBetween(from, to, ids.length)
    if (orders.some((order) => order.length > longestOrder)) return null
    return new Map(ids.flatMap((id, at) => (orders[at] === undefined ? [] : [[id, orders[at]] as const])))
  } catch {
    return null
  }
}

/** Everything anew, from the beginning: what may not be written keeps its old order, and stands where that puts it. */
function renumber(
  others: readonly Ordered[],
  at: number,
  movedId: string,
  mayMove: (id: string) => boolean,
): Reordering {
  const ids = [...others.slice(0, at).map(({ id }) => id), movedId, ...others.slice(at).map(({ id }) => id)]
  const all = spread(ids, null, null) ?? new Map<string, string>()
  return new Map([...all].filter(([id]) => id === movedId || mayMove(id)))
}
