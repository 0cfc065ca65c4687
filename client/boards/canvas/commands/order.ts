import { generateNKeysBetween } from 'fractional-indexing'
import { type BoardObject, boardLimits } from '#collab/documents/board-model.ts'
import type { Canvas } from '../canvas.ts'

export type OrderStep = 'front' | 'forward' | 'backward' | 'back'

/**
 * Which things get which order so that the chosen ones stand where they are wanted among `all` (in drawing order). Ties
 * are normal, and nothing fits between two equal orders: then whoever stands between is given a new one too.
 */
export function reordered(
  all: readonly Pick<BoardObject, 'id' | 'order'>[],
  chosen: ReadonlySet<string>,
  step: OrderStep,
): ReadonlyMap<string, string> {
  const others = all.filter(({ id }) => !chosen.has(id))
  const moved = all.filter(({ id }) => chosen.has(id))
  const places = all.map(({ id }, at) => (chosen.has(id) ? at : -1)).filter((at) => at >= 0)
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return new Map()
  const below = { front: others.length, back: 0, forward: last - moved.length + 2, backward: first - 1 }[step]
  const at = Math.min(others.length, Math.max(0, below))
  const wanted = [...others.slice(0, at), ...moved, ...others.slice(at)]
  if (wanted.every(({ id }, index) => id === all[index]?.id)) return new Map()
  return freshOrders(wanted, at, moved.length)
}

/** Keys grow with each thing put between the same two; long before the limit, all get new ones. */
const longestOrder = boardLimits.orderLetters - 16

const ordersFor = (things: readonly { id: string }[], keys: readonly string[]) =>
  new Map(things.map(({ id }, index) => [id, keys[index] ?? 'a0']))

/** New orders for the moved ones, and for neighbours above them that no key fits below. */
function freshOrders(
  wanted: readonly Pick<BoardObject, 'id' | 'order'>[],
  from: number,
  count: number,
): ReadonlyMap<string, string> {
  const before = wanted[from - 1]?.order ?? null
  let end = from + count
  while (before !== null && end < wanted.length && (wanted[end]?.order ?? '') <= before) end++
  const after = wanted[end]?.order ?? null
  const keys = generateNKeysBetween(before, after, end - from)
  if (keys.every((key) => key.length <= longestOrder)) return ordersFor(wanted.slice(from, end), keys)
  return ordersFor(wanted, generateNKeysBetween(null, null, wanted.length))
}

/** Things of the same frame are ordered among one another. */
export function orderChosen(canvas: Canvas, step: OrderStep): void {
  const { gestures } = canvas.session
  const chosen = new Set(canvas.changeable().map(({ id }) => id))
  const parents = new Set(canvas.changeable().map(({ parent }) => parent))
  gestures.gesture(() => {
    for (const parent of parents) {
      const all = canvas.store
        .getIds()
        .flatMap((id) => canvas.objectOf(id) ?? [])
        .filter((object) => object.parent === parent)
      for (const [id, order] of reordered(all, chosen, step)) gestures.set(id, { order })
    }
  })
}
