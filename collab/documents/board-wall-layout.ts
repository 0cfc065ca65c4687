import { cardLayout, type Looks } from './board-card.ts'
import type { Box } from './board-connector.ts'
import { type BoardLayout, canvasBoxes, flat, type Heading, inDrawingOrder, inRows } from './board-layout.ts'
import type { BoardObject, Point } from './board-model.ts'
import { type Board, inOrder } from './board-read.ts'
import { columnLook } from './things/column.ts'
import { isContainer, isTile } from './things/register.ts'

const listWidth = 600

/** A board as it is shown, canvas or wall. */
export function layoutOf(board: Pick<Board, 'objects' | 'meta' | 'moderation'>, looks: Looks): BoardLayout {
  const { layout } = board.meta
  const there = board.objects.filter((object) => !object.isRemoved)
  if (layout === 'canvas') {
    const boxes = canvasBoxes(there, looks)
    const placed = there.toSorted(inDrawingOrder).flatMap((object) => placedAt(object, boxes, false))
    return { placed, headings: [] }
  }
  const { pinned } = board.moderation
  const rank = ({ id }: BoardObject) => (pinned.has(id) ? 0 : 1)
  const tiles = there.filter(isTile).toSorted((a, b) => rank(a) - rank(b) || inOrder(a, b))
  if (layout === 'columns') return columnsOf(there, tiles, looks)
  if (layout === 'timeline') return timelineOf(tiles, looks)
  const boxes = layout === 'grid' ? inRows(tiles, [0, 0], looks) : below(tiles, [0, 0], listWidth, looks).boxes
  return { placed: tiles.flatMap((object) => placedAt(object, boxes, true)), headings: [] }
}

function placedAt(object: BoardObject, boxes: ReadonlyMap<string, Box>, isCard: boolean) {
  const box = boxes.get(object.id)
  return box === undefined ? [] : [{ object, box, isCard }]
}

function below(cards: readonly BoardObject[], [x, y]: Point, width: number, looks: Looks) {
  const boxes = new Map<string, Box>()
  let at = y
  for (const card of cards) {
    const { height } = cardLayout(card, width, looks)
    boxes.set(card.id, flat(card, [x, at], [width, height]))
    at += height + columnLook.gap
  }
  return { boxes, height: Math.max(0, at - y - columnLook.gap) }
}

/** Columns, and frames of the canvas as columns, in their order. Cards of none come first, where there are any. */
function columnsOf(there: readonly BoardObject[], tiles: readonly BoardObject[], looks: Looks): BoardLayout {
  const holders = there.filter(isContainer).toSorted(inOrder)
  const known = new Set(holders.map(({ id }) => id))
  const cardsOf = (holder: string | null) =>
    tiles.filter(({ parent }) => (parent !== null && known.has(parent) ? parent : null) === holder)
  const { width, padding, heading, apart } = columnLook
  const columns: BoardLayout['placed'][number][] = []
  const cards: BoardLayout['placed'][number][] = []
  let x = 0
  const loose = cardsOf(null)
  if (loose.length > 0) {
    const { boxes } = below(loose, [0, 0], width, looks)
    cards.push(...loose.flatMap((card) => placedAt(card, boxes, true)))
    x = width + apart
  }
  for (const holder of holders) {
    const inside = cardsOf(holder.id)
    const { boxes, height } = below(inside, [x + padding, heading], width - 2 * padding, looks)
    columns.push({
      object: { ...holder, type: 'column' },
      box: flat(holder, [x, 0], [width, heading + Math.max(height, 60) + padding]),
      isCard: false,
    })
    cards.push(...inside.flatMap((card) => placedAt(card, boxes, true)))
    x += width + apart
  }
  return { placed: [...columns, ...cards], headings: [] }
}

/** A column a day, from the first to the last; what has no day comes at the end. */
function timelineOf(tiles: readonly BoardObject[], looks: Looks): BoardLayout {
  const days = new Map<string, BoardObject[]>()
  for (const tile of tiles) {
    const day = days.get(tile.date)
    if (day === undefined) days.set(tile.date, [tile])
    else day.push(tile)
  }
  const dated = [...days.keys()].filter((day) => day !== '').toSorted()
  const { width, heading, apart } = columnLook
  const headings: Heading[] = []
  const placed = [...dated, ...(days.has('') ? [''] : [])].flatMap((day, at) => {
    const x = at * (width + apart)
    headings.push({ text: looks.dayOf?.(day) ?? day, x, y: 0, width })
    const cards = days.get(day) ?? []
    const { boxes } = below(cards, [x, heading], width, looks)
    return cards.flatMap((card) => placedAt(card, boxes, true))
  })
  return { placed, headings }
}
