import type { BoardObject, Point } from './board-model.ts'
import { inOrder } from './board-read.ts'
import { isColumn, isContainer } from './things/register.ts'

export interface OutlineNode {
  readonly object: BoardObject
  /** Objects of a frame or column, in reading order. */
  readonly children: readonly OutlineNode[]
}

/** Where an object stands on the board: its own place within that of its parent. */
export function absolutePlace(object: BoardObject, byId: ReadonlyMap<string, BoardObject>): Point {
  const parent = object.parent === null ? undefined : byId.get(object.parent)
  return parent === undefined ? object.place : [parent.place[0] + object.place[0], parent.place[1] + object.place[1]]
}

/** Rows of things whose heights overlap, from top to bottom; in a row from left to right. */
export function inReadingOrder(objects: readonly BoardObject[]): BoardObject[] {
  const byTop = objects.toSorted((a, b) => a.place[1] - b.place[1] || inOrder(a, b))
  const rows: { objects: BoardObject[]; bottom: number }[] = []
  for (const object of byTop) {
    const middle = object.place[1] + object.size[1] / 2
    const row = rows.at(-1)
    if (row !== undefined && middle <= row.bottom) {
      row.objects.push(object)
      row.bottom = Math.max(row.bottom, object.place[1] + object.size[1])
    } else rows.push({ objects: [object], bottom: object.place[1] + object.size[1] })
  }
  return rows.flatMap((row) => row.objects.toSorted((a, b) => a.place[0] - b.place[0] || inOrder(a, b)))
}

/** What is on a board as a list: frames and columns with what they hold, then the rest, without the bin. */
export function outlineOf(objects: readonly BoardObject[]): OutlineNode[] {
  const there = objects.filter((object) => !object.isRemoved)
  const holders = new Set(there.filter(isContainer).map((object) => object.id))
  const byParent = new Map<string | null, BoardObject[]>()
  for (const object of there) {
    const isInside = object.parent !== null && holders.has(object.parent) && !isContainer(object)
    const parent = isInside ? object.parent : null
    const inside = byParent.get(parent)
    if (inside === undefined) byParent.set(parent, [object])
    else inside.push(object)
  }
  const nodesIn = (parent: BoardObject | null): OutlineNode[] => {
    const inside = byParent.get(parent?.id ?? null) ?? []
    // A column's things have an order and no place of their own; columns stand beside one another in theirs.
    const isStack = parent !== null && isColumn(parent)
    const columns = parent === null ? inside.filter(isColumn).toSorted(inOrder) : []
    const others = inside.filter((one) => !columns.includes(one))
    const ordered = isStack ? others.toSorted(inOrder) : inReadingOrder(others)
    return [...columns, ...ordered].map((object) => ({ object, children: parent === null ? nodesIn(object) : [] }))
  }
  return nodesIn(null)
}
