import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Direction, WallGroup, WallLayout } from './hand.ts'

/** A place among shown cards: after one of them, or before all. */
export interface ShownSpot {
  readonly group: string
  readonly after: string | null
}

/** Where one step leads. Null: it goes no further. */
export function stepFrom(
  groups: readonly WallGroup[],
  id: string,
  layout: WallLayout,
  direction: Direction,
): ShownSpot | null {
  const from = groups.findIndex(({ ids }) => ids.includes(id))
  const group = groups[from]
  if (group === undefined) return null
  const at = group.ids.indexOf(id)
  const by = direction === 'up' || direction === 'left' ? -1 : 1
  // Columns stand side by side, days one under the other.
  const isSideways = direction === 'left' || direction === 'right'
  const isAcross = layout === 'columns' ? isSideways : layout === 'timeline' && !isSideways
  if (isAcross) {
    const next = groups[from + by]
    if (next === undefined) return null
    const index = layout === 'columns' ? Math.min(at, next.ids.length) : by < 0 ? next.ids.length : 0
    return { group: next.key, after: next.ids[index - 1] ?? null }
  }
  const rest = group.ids.filter((one) => one !== id)
  const to = at + by
  return to < 0 || to > rest.length ? null : { group: group.key, after: rest[to - 1] ?? null }
}

interface Anchoring {
  /** All that a card is ordered among, shown or not, in order. */
  others: readonly Pick<BoardObject, 'id'>[]
  /** As they are shown in its group. */
  ids: readonly string[]
  after: string | null
  isPinned: (id: string) => boolean
}

/**
 * After which of all others a card has to come so that it shows where it was put. Cards that are filtered away stand
 * between those that are shown, and pinned ones show first whatever their order: what it comes before counts then.
 */
export function anchorOf(id: string, { others, ids, after, isPinned }: Anchoring): string | null {
  if (after !== null && isPinned(after) === isPinned(id)) return after
  const rest = ids.filter((one) => one !== id)
  const from = after === null ? 0 : rest.indexOf(after) + 1
  const next = rest.slice(from).find((one) => isPinned(one) === isPinned(id))
  const ordered = others.filter((one) => one.id !== id)
  const before = next === undefined ? ordered.length : ordered.findIndex((one) => one.id === next)
  return ordered[before - 1]?.id ?? null
}
