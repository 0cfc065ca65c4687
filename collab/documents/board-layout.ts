import { cardLayout, type Looks } from './board-card.ts'
import { type Box, boxOf, outlineOf } from './board-connector.ts'
import type { BoardObject, Point } from './board-model.ts'
import { inOrder } from './board-read.ts'
import { plainWords } from './board-text.ts'
import { columnLook } from './things/column.ts'
import { isColumn, isContainer, isLine, thingOf } from './things/register.ts'

/*
 * What stands where. A card or column that was made on a wall has no size: on the canvas it has no place of its own either,
 * and is put in its row or column in its order, as on the wall, until somebody drags it somewhere.
 */

export interface Placed {
  readonly object: BoardObject
  readonly box: Box
  /** Drawn as a card of a wall, whatever it is on a canvas. */
  readonly isCard: boolean
}

/** What only a layout knows of: the days of a timeline. */
export interface Heading {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface BoardLayout {
  /** From the back to the front. */
  readonly placed: readonly Placed[]
  readonly headings: readonly Heading[]
}

const rowColumns = 4

/** How large an object is drawn: notes, cards and texts grow with what they say. */
export function naturalSize(object: BoardObject, looks: Looks, givenWidth?: number): Point {
  const { usualSize, sizeOf, heightIn } = thingOf(object)
  const given: Point = [givenWidth ?? (object.size[0] || usualSize[0]), object.size[1] || usualSize[1]]
  if (givenWidth !== undefined && heightIn !== undefined) return [givenWidth, heightIn(object, given, looks)]
  return sizeOf?.(object, given, looks) ?? given
}

const isPlaced = (object: BoardObject) => object.size[0] > 0 || thingOf(object).flowsAtFirst !== true

/** Frames and columns lie behind everything else; then by order. */
export const inDrawingOrder = (a: BoardObject, b: BoardObject) =>
  Number(isContainer(b)) - Number(isContainer(a)) || inOrder(a, b)

export function flat(object: BoardObject, [x, y]: Point, [width, height]: Point): Box {
  return { x, y, width, height, rotation: 0, outline: outlineOf(object) }
}

/** Things one under the other, in their order; gives the height they take. */
function stack(children: readonly BoardObject[], at: Point, width: number, looks: Looks): [Map<string, Box>, number] {
  const boxes = new Map<string, Box>()
  let y = at[1]
  for (const child of children.toSorted(inOrder)) {
    const natural = naturalSize(child, looks, thingOf(child).fillsColumn === true ? width : undefined)
    const scale = thingOf(child).shrinksInColumn === true && natural[0] > width ? width / natural[0] : 1
    const size: Point = [natural[0] * scale, natural[1] * scale]
    boxes.set(child.id, flat(child, [at[0], y], size))
    y += size[1] + columnLook.gap
  }
  return [boxes, Math.max(0, y - at[1] - columnLook.gap)]
}

/** Where everything of a canvas is. */
export function canvasBoxes(objects: readonly BoardObject[], looks: Looks): Map<string, Box> {
  const there = objects.filter((object) => !object.isRemoved && !isLine(object))
  const holders = there.filter((object) => isContainer(object))
  const holderIds = new Set(holders.map(({ id }) => id))
  const loose = there.filter((one) => !isContainer(one) && (one.parent === null || !holderIds.has(one.parent)))
  const boxes = new Map<string, Box>()
  const putAll = (found: ReadonlyMap<string, Box>) => found.forEach((box, id) => boxes.set(id, box))

  for (const object of loose.filter(isPlaced)) putPlaced(boxes, object, object.place, looks)
  for (const holder of holders.filter(isPlaced)) putAll(holderBoxes(holder, holder.place, there, looks))
  const [left, bottom] = cornerUnder(boxes)
  let x = left
  let floor = bottom
  for (const holder of holders.filter((one) => !isPlaced(one)).toSorted(inOrder)) {
    const found = holderBoxes(holder, [x, bottom], there, looks)
    putAll(found)
    const own = found.get(holder.id)
    x += (own?.width ?? 0) + columnLook.apart
    floor = Math.max(floor, bottom + (own?.height ?? 0) + columnLook.apart)
  }
  const cards = loose.filter((one) => !isPlaced(one)).toSorted(inOrder)
  putAll(inRows(cards, [left, floor], looks))
  return boxes
}

function putPlaced(boxes: Map<string, Box>, object: BoardObject, place: Point, looks: Looks): void {
  const size = naturalSize(object, looks)
  boxes.set(object.id, boxOf({ ...object, size }, place))
}

function holderBoxes(holder: BoardObject, place: Point, there: readonly BoardObject[], looks: Looks): Map<string, Box> {
  const children = there.filter((one) => one.parent === holder.id && !isContainer(one))
  const [width, height] = naturalSize(holder, looks)
  const { padding, heading } = columnLook
  const boxes = new Map<string, Box>()
  const isStack = isColumn(holder)
  const [placed, flowing] = [
    children.filter((one) => !isStack && isPlaced(one)),
    children.filter((one) => isStack || !isPlaced(one)),
  ]
  for (const one of placed) putPlaced(boxes, one, [place[0] + one.place[0], place[1] + one.place[1]], looks)
  const top = isStack ? heading : padding
  const [stacked, taken] = stack(flowing, [place[0] + padding, place[1] + top], width - 2 * padding, looks)
  stacked.forEach((box, id) => boxes.set(id, box))
  const needed = isStack ? heading + Math.max(taken, 60) + padding : flowing.length > 0 ? top + taken + padding : 0
  boxes.set(holder.id, flat(holder, place, [width, Math.max(height, needed)]))
  return boxes
}

/** Under everything that has a place, at its left. */
function cornerUnder(boxes: ReadonlyMap<string, Box>): Point {
  if (boxes.size === 0) return [0, 0]
  const all = [...boxes.values()]
  return [
    all.reduce((least, { x }) => Math.min(least, x), Infinity),
    all.reduce((most, { y, height }) => Math.max(most, y + height), -Infinity) + columnLook.apart,
  ]
}

/** Cards beside one another, each in the column that is shortest so far. */
export function inRows(cards: readonly BoardObject[], [x, y]: Point, looks: Looks): Map<string, Box> {
  const { width, apart } = columnLook
  const floors: number[] = Array.from({ length: Math.max(1, Math.min(rowColumns, cards.length)) }, () => y)
  const boxes = new Map<string, Box>()
  for (const card of cards) {
    const at = floors.indexOf(Math.min(...floors))
    const { height } = cardLayout(card, width, looks)
    boxes.set(card.id, flat(card, [x + at * (width + apart), floors[at] ?? y], [width, height]))
    floors[at] = (floors[at] ?? y) + height + apart
  }
  return boxes
}

/** The words that are drawn of an object, so that they can be looked for and read aloud. */
export const wordsOf = (object: Pick<BoardObject, 'type' | 'text'>) =>
  thingOf(object).isMarkdown === true ? plainWords(object.text) : object.text
