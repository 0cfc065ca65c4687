import { type BoardObject, type ObjectValues, type Point } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'
import { setValues } from '#collab/documents/board-write.ts'
import { isColumn, isContainer, thingOf } from '#collab/documents/things/register.ts'
import type { BoardStore } from '../board-store.ts'

const gap = 24
const cardSize: Point = [240, 160]
const columnWidth = cardSize[0] + 2 * gap
const headHeight = 56
/** Cards that are in no column stand in rows of so many. */
const perRow = 5

/** Columns have their place by then. */
const flowsLoose = (one: BoardObject) => thingOf(one).flowsAtFirst === true && !isColumn(one)
const hasSize = ({ size }: BoardObject) => size[0] > 0 && size[1] > 0

/**
 * Places on a canvas for what a wall has put in order alone: columns beside one another, their cards one under the other,
 * the rest in rows below. What has a place of its own keeps it, so that canvas and wall can be changed about.
 */
export function placesFor(objects: readonly BoardObject[]): Map<string, Partial<ObjectValues>> {
  const there = objects.filter((one) => !one.isRemoved).toSorted(inOrder)
  const places = new Map<string, Partial<ObjectValues>>()
  const columns = there.filter(isColumn)
  let right = 0
  let bottom = 0
  for (const column of columns) {
    const cards = there.filter((one) => one.parent === column.id)
    let y = headHeight
    for (const card of cards) {
      const [width, height] = hasSize(card) ? card.size : cardSize
      places.set(card.id, { place: [gap, y], size: [width, height] })
      y += height + gap / 2
    }
    const size: Point = [Math.max(columnWidth, column.size[0]), Math.max(y + gap, 2 * headHeight)]
    places.set(column.id, { place: [right, 0], size })
    right += size[0] + gap
    bottom = Math.max(bottom, size[1])
  }
  const known = new Set(there.filter(isContainer).map((one) => one.id))
  const loose = there.filter(
    (one) => flowsLoose(one) && !(one.parent !== null && known.has(one.parent)) && isUnplaced(one),
  )
  const others = there.filter((one) => one.parent === null && !places.has(one.id) && !loose.includes(one))
  const top =
    Math.max(bottom, ...others.map((one) => one.place[1] + one.size[1])) +
    (bottom > 0 || others.length > 0 ? 2 * gap : 0)
  loose.forEach((card, at) => {
    const place: Point = [(at % perRow) * (cardSize[0] + gap), top + Math.floor(at / perRow) * (cardSize[1] + gap)]
    places.set(card.id, { place, size: hasSize(card) ? card.size : cardSize })
  })
  return places
}

/** Walls put cards at the origin. */
const isUnplaced = ({ place }: BoardObject) => place[0] === 0 && place[1] === 0

/** Writes them, in the transaction of whoever calls. */
export function spreadOut(store: BoardStore): void {
  for (const [id, values] of placesFor(store.getObjects())) setValues(store.ydoc, id, values)
}
