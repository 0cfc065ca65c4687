import { cardLayout, type Looks } from './board-card.ts'
import { type Box, boxOf, outlineOfShape } from './board-connector.ts'
import { type BoardObject, containers, type ObjectType, type Point } from './board-model.ts'
import { inOrder } from './board-read.ts'
import { textLook } from './board-shapes.ts'
import { plainWords, textHeight, wrapText } from './board-text.ts'

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

export const columnLook = { width: 280, padding: 12, gap: 12, heading: 48, apart: 24 } as const

/** Sizes of things that have none yet. */
const usualSizes: Record<ObjectType, Point> = {
  ink: [0, 0],
  note: [200, 200],
  shape: [160, 100],
  text: [0, 0],
  image: [320, 220],
  link: [280, 0],
  file: [280, 0],
  voice: [280, 0],
  connector: [0, 0],
  frame: [640, 420],
  column: [columnLook.width, 0],
  card: [260, 0],
}

/** Types that are drawn as cards everywhere: as high as what they hold. */
const cardLike: ReadonlySet<ObjectType> = new Set(['card', 'link', 'file', 'voice'])
/** A text that was given no width is as wide as its longest line, up to this. */
const textWidthMost = 640

/** How large an object is drawn: notes, cards and texts grow with what they say. */
export function naturalSize(object: BoardObject, looks: Looks, givenWidth?: number): Point {
  const usual = usualSizes[object.type]
  const width = givenWidth ?? (object.size[0] || usual[0])
  const height = object.size[1] || usual[1]
  if (cardLike.has(object.type)) return [width, Math.max(height, cardLayout(object, width, looks).height)]
  if (object.type === 'text') return textSize(object, width, looks)
  if (object.type !== 'note') return [width, height]
  const look = textLook(object)
  const lines = wrapText(object.text, width - 2 * look.padding, look, looks.measure)
  return [width, Math.max(height, textHeight(lines.length, look) + 2 * look.padding)]
}

function textSize(object: BoardObject, width: number, { measure }: Looks): Point {
  const look = textLook(object)
  const lines = wrapText(object.text, width || textWidthMost, look, measure)
  const longest = Math.max(0, ...lines.map((line) => measure(line, look)))
  return [width || Math.ceil(longest) + 1, Math.max(object.size[1], textHeight(lines.length, look))]
}

const isPlaced = (object: BoardObject) => object.size[0] > 0 || (object.type !== 'card' && object.type !== 'column')

/** Frames and columns lie behind everything else; then by order. */
export const inDrawingOrder = (a: BoardObject, b: BoardObject) =>
  Number(containers.has(b.type)) - Number(containers.has(a.type)) || inOrder(a, b)

export function flat(object: BoardObject, [x, y]: Point, [width, height]: Point): Box {
  return { x, y, width, height, rotation: 0, outline: outlineOfShape(object) }
}

/** Things one under the other, in their order; gives the height they take. */
function stack(children: readonly BoardObject[], at: Point, width: number, looks: Looks): [Map<string, Box>, number] {
  const boxes = new Map<string, Box>()
  let y = at[1]
  for (const child of children.toSorted(inOrder)) {
    const isWide = cardLike.has(child.type) || child.type === 'note' || child.type === 'text'
    const natural = naturalSize(child, looks, isWide ? width : undefined)
    const scale = child.type === 'image' && natural[0] > width ? width / natural[0] : 1
    const size: Point = [natural[0] * scale, natural[1] * scale]
    boxes.set(child.id, flat(child, [at[0], y], size))
    y += size[1] + columnLook.gap
  }
  return [boxes, Math.max(0, y - at[1] - columnLook.gap)]
}

/** Where everything of a canvas is. */
export function canvasBoxes(objects: readonly BoardObject[], looks: Looks): Map<string, Box> {
  const there = objects.filter((object) => !object.isRemoved && object.type !== 'connector')
  const holders = there.filter((object) => containers.has(object.type))
  const holderIds = new Set(holders.map(({ id }) => id))
  const loose = there.filter((one) => !containers.has(one.type) && (one.parent === null || !holderIds.has(one.parent)))
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
  const children = there.filter((one) => one.parent === holder.id && !containers.has(one.type))
  const [width, height] = naturalSize(holder, looks)
  const { padding, heading } = columnLook
  const boxes = new Map<string, Box>()
  const isColumn = holder.type === 'column'
  const [placed, flowing] = [
    children.filter((one) => !isColumn && isPlaced(one)),
    children.filter((one) => isColumn || !isPlaced(one)),
  ]
  for (const one of placed) putPlaced(boxes, one, [place[0] + one.place[0], place[1] + one.place[1]], looks)
  const top = isColumn ? heading : padding
  const [stacked, taken] = stack(flowing, [place[0] + padding, place[1] + top], width - 2 * padding, looks)
  stacked.forEach((box, id) => boxes.set(id, box))
  const needed = isColumn ? heading + Math.max(taken, 60) + padding : flowing.length > 0 ? top + taken + padding : 0
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
export const wordsOf = ({ type, text }: Pick<BoardObject, 'type' | 'text'>) =>
  type === 'card' ? plainWords(text) : text
