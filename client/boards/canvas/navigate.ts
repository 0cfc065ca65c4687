import { inReadingOrder } from '#collab/documents/board-outline.ts'
import { type Box, middleOf } from './box.ts'
import type { Canvas } from './canvas.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

interface Spot {
  readonly id: string
  readonly box: Box
}

const otherWay = 1e7

/** The next thing in a direction: near, and not too far aside. */
export function neighbour(from: Box, spots: readonly Spot[], way: Way): string | null {
  const [x, y] = middleOf(from)
  let found: { id: string; far: number } | null = null
  for (const { id, box } of spots) {
    const [ox, oy] = middleOf(box)
    const [ahead, aside] =
      way === 'left' || way === 'right'
        ? [way === 'right' ? ox - x : x - ox, Math.abs(oy - y)]
        : [way === 'down' ? oy - y : y - oy, Math.abs(ox - x)]
    if (ahead <= 1) continue
    // More aside than ahead is another direction, taken where there is nothing else.
    const far = ahead + aside * 2 + (aside > ahead ? otherWay : 0)
    if (found === null || far < found.far) found = { id, far }
  }
  return found?.id ?? null
}

const spotsOf = (canvas: Canvas, except: string | null): Spot[] =>
  canvas.store.getIds().flatMap((id) => {
    const box = id === except ? null : canvas.geometry.boxOf(id)
    return box === null ? [] : [{ id, box }]
  })

/** Ids as one reads them: rows from the top, in a row from the left. */
export function readingOrder(canvas: Canvas): string[] {
  const objects = canvas.store.getIds().flatMap((id) => {
    const [object, box] = [canvas.objectOf(id), canvas.geometry.boxOf(id)]
    return object === undefined || box === null
      ? []
      : [{ ...object, place: [box.x, box.y] as const, size: [box.width, box.height] as const }]
  })
  return inReadingOrder(objects).map(({ id }) => id)
}

/** Stands on an object: chosen, in sight, with the focus. */
export function goTo(canvas: Canvas, id: string, before: readonly string[] = []): void {
  canvas.selection.choose([...before, id], id)
  const box = canvas.geometry.boxOf(id)
  if (box !== null) canvas.camera.reveal(box)
  // It may have to be drawn first.
  requestAnimationFrame(() => canvas.focus(id))
}

/**
 * To the next thing in a direction; to the first one where the keyboard stands on none. What was chosen before may stay so:
 * the keyboard's way to choose several.
 */
export function goToNeighbour(canvas: Canvas, way: Way, isAdding = false): void {
  const before = isAdding ? [...canvas.selection.get()] : []
  const current = canvas.selection.getCurrent()
  const box = current === null ? null : canvas.geometry.boxOf(current)
  const next = box === null ? (readingOrder(canvas)[0] ?? null) : neighbour(box, spotsOf(canvas, current), way)
  if (next !== null) goTo(canvas, next, before)
}
