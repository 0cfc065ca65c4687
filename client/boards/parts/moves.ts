import type { Gestures } from '#collab/documents/board-gestures.ts'
import { type BoardObject, type ObjectValues } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { isColumn, isContainer } from '#collab/documents/things/register.ts'
import type { BoardStore } from '../board-store.ts'
import { placeAmong } from './ordering.ts'
import { type Asker, rightsOn } from './rights.ts'

/** What moving takes: the board, one's gestures, and who one is. */
export interface Mover extends Asker {
  readonly store: BoardStore
  readonly gestures: Gestures
}

interface Spot {
  /** Column or frame; null: in none. */
  readonly parent: string | null
  /** The thing it comes after; null: it is the first. */
  readonly after: string | null
}

/** Where a thing starts in a frame, clear of its title. */
const frameInset = [24, 56] as const

/** What stands in a column, a frame, or in none of them, in order: columns stand among themselves. */
export function siblingsIn(store: BoardStore, parent: string | null, areHolders = false): BoardObject[] {
  const there = store.getObjects().filter((one) => !one.isRemoved && isContainer(one) === areHolders)
  if (areHolders) return there
  return there.filter((one) => parentOf(store, one) === parent)
}

/** A column that is in the bin, or nothing of the kind, holds nothing. */
export function parentOf(store: BoardStore, { parent }: Pick<BoardObject, 'parent'>): string | null {
  const holder = parent === null ? undefined : store.getObject(parent)
  return holder !== undefined && !holder.isRemoved && isContainer(holder) ? holder.id : null
}

/** Moves a thing into a column or frame and between its things, as one gesture. */
export function moveTo(mover: Mover, id: string, { parent, after }: Spot, label = ''): void {
  const { store } = mover
  const object = store.getObject(id)
  if (object === undefined) return
  const isHolder = isContainer(object)
  const isElsewhere = !isHolder && parent !== parentOf(store, object)
  const changes = isElsewhere ? placedIn(store, object, parent) : {}
  moveAmong(mover, id, { others: siblingsIn(store, parent, isHolder), after, changes, label })
}

interface Move {
  /** In order; the thing itself may be among them. */
  others: readonly BoardObject[]
  after: string | null
  /** What changes of it besides. */
  changes?: Partial<ObjectValues>
  label?: string
}

/** Puts a thing after another, or before all. */
export function moveAmong(mover: Mover, id: string, { others, after, changes = {}, label = '' }: Move): void {
  const { store, gestures } = mover
  const rest = others.filter((one) => one.id !== id)
  const index = after === null ? 0 : rest.findIndex((one) => one.id === after) + 1
  const mayMove = (other: string) => {
    const one = store.getObject(other)
    return one !== undefined && rightsOn(one, mover, store.getModeration()).move
  }
  const orders = placeAmong(rest, index, id, mayMove)
  gestures.gesture(() => {
    gestures.set(id, changes)
    for (const [other, order] of orders) gestures.set(other, { order })
  }, label)
}

/** A frame and a board have places, a column has none: what comes out of one stands where it was seen. */
function placedIn(store: BoardStore, object: BoardObject, parent: string | null): Partial<ObjectValues> {
  const holder = parent === null ? undefined : store.getObject(parent)
  const before = object.parent === null ? undefined : store.getObject(object.parent)
  const [x, y] = absolutePlace(object, new Map(before === undefined ? [] : [[before.id, before]]))
  if (holder === undefined) return { parent: null, place: [x, y] }
  if (isColumn(holder)) return { parent }
  const [left, top] = [x - holder.place[0], y - holder.place[1]]
  const isInside = left >= 0 && top >= 0 && left < holder.size[0] && top < holder.size[1]
  return { parent, place: isInside ? [left, top] : frameInset }
}

/** One up or down, or as far as it goes, among those that stand with it. Gives false where it is there already. */
export function moveBy(mover: Mover, id: string, by: -1 | 1 | 'first' | 'last', label = ''): boolean {
  const object = mover.store.getObject(id)
  if (object === undefined) return false
  const parent = parentOf(mover.store, object)
  const siblings = siblingsIn(mover.store, parent, isContainer(object))
  const at = siblings.findIndex((one) => one.id === id)
  const last = siblings.length - 1
  const to = by === 'first' ? 0 : by === 'last' ? last : at + by
  if (at < 0 || to === at || to < 0 || to > last) return false
  const others = siblings.filter((one) => one.id !== id)
  moveTo(mover, id, { parent, after: others[to - 1]?.id ?? null }, label)
  return true
}
