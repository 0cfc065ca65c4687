import type { BoardObject } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { isColumn, isContainer, isLine } from '#collab/documents/things/register.ts'
import { union } from '../canvas/box.ts'
import type { Placed, Step } from '../parts/lining-up.ts'
import type { Mover } from '../parts/moves.ts'
import { placeAmong } from '../parts/ordering.ts'
import { rightsOn } from '../parts/rights.ts'

/** Between a frame and what it is put around. */
const roomAround = 32

/** What of these is there and may be moved. */
export function movableOf(mover: Mover, ids: Iterable<string>): BoardObject[] {
  const { store } = mover
  return [...ids].flatMap((id) => {
    const object = store.getObject(id)
    if (object === undefined || object.isRemoved) return []
    return rightsOn(object, mover, store.getModeration()).move ? [object] : []
  })
}

/** Those that have a place of their own: a connector has none, and a column gives its things theirs. */
export function placedOf({ store }: Mover, objects: readonly BoardObject[]): Placed[] {
  const byId = new Map(store.getObjects().map((one) => [one.id, one]))
  return objects.flatMap((object) => {
    const holder = object.parent === null ? undefined : byId.get(object.parent)
    if (isLine(object) || (holder !== undefined && isColumn(holder))) return []
    const [x, y] = absolutePlace(object, byId)
    const [width, height] = object.size
    return [{ id: object.id, box: { x, y, width, height, rotation: object.rotation } }]
  })
}

/** Lines them up, or spreads them, as one gesture. */
export function shift({ store, gestures }: Mover, steps: readonly Step[]): void {
  gestures.gesture(() => {
    for (const { id, dx, dy } of steps) {
      const object = store.getObject(id)
      if (object === undefined || (dx === 0 && dy === 0)) continue
      gestures.set(id, { place: [Math.round(object.place[0] + dx), Math.round(object.place[1] + dy)] })
    }
  })
}

/** A frame around them, in which they then lie; below everything, as a ground. Null where none of them can. */
export function frameAround(mover: Mover, objects: readonly BoardObject[]): string | null {
  const { store, gestures } = mover
  const things = placedOf(
    mover,
    objects.filter(({ type }) => !isContainer({ type })),
  )
  const around = union(things.map(({ box }) => box))
  if (around === null) return null
  const [left, top] = [Math.round(around.x - roomAround), Math.round(around.y - roomAround)]
  const order = placeAmong(store.getObjects(), 0, '', () => false).get('') ?? 'a0'
  return gestures.gesture(() => {
    const size = [Math.round(around.width + 2 * roomAround), Math.round(around.height + 2 * roomAround)] as const
    const frame = gestures.create({ type: 'frame', order, place: [left, top], size })
    for (const { id, box } of things)
      gestures.set(id, { parent: frame, place: [Math.round(box.x - left), Math.round(box.y - top)] })
    return frame
  })
}
