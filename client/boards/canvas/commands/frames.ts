import { generateKeyBetween } from 'fractional-indexing'
import type { BoardObject, Point } from '#collab/documents/board-model.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import { type Box, isInside, union, upright } from '../box.ts'
import { whyNotCreate } from '../create.ts'
import type { Canvas } from '../canvas.ts'
import { whole } from '../gestures/gesture.ts'

const roomAround = 32

export const canBeFramed = (object: BoardObject) => !isContainer(object) && !isLine(object)

/** Below everything: a frame is a ground to lay things on. */
function bottomOrder(canvas: Canvas): string {
  const first = canvas.store.getIds()[0]
  const lowest = first === undefined ? null : (canvas.objectOf(first)?.order ?? null)
  try {
    return generateKeyBetween(null, lowest)
  } catch {
    return canvas.top()
  }
}

/** What a frame takes that is put here: things of the bare board that lie whole in it and may be moved. */
function takenBy(canvas: Canvas, box: Box): string[] {
  return canvas.store.getIds().filter((id) => {
    const [object, rest] = [canvas.objectOf(id), canvas.geometry.restOf(id)]
    if (object === undefined || rest === null || object.parent !== null) return false
    const isFree = !canvas.store.getModeration().locked.has(id) || canvas.session.can.moderate
    return isFree && !isContainer(object) && isInside(upright(rest), box)
  })
}

/** Puts a frame there, and into it what it encloses. Null where nothing new may be put. */
export function putFrame(canvas: Canvas, box: Box, taken = takenBy(canvas, box)): string | null {
  if (whyNotCreate(canvas) !== null) return null
  const { gestures } = canvas.session
  return gestures.gesture(() => {
    const place = whole([box.x, box.y])
    const order = bottomOrder(canvas)
    const frame = gestures.create({ type: 'frame', order, place, size: whole([box.width, box.height]) })
    for (const id of taken) {
      const rest = canvas.geometry.restOf(id)
      if (rest !== null) gestures.set(id, { parent: frame, place: whole([rest.x - place[0], rest.y - place[1]]) })
    }
    return frame
  })
}

/** A frame around the chosen things, which then lie in it. */
export function frameChosen(canvas: Canvas): string | null {
  const things = canvas.changeable().filter(canBeFramed)
  const around = union(things.flatMap(({ id }) => canvas.geometry.restOf(id) ?? []))
  if (around === null) return null
  const frame = putFrame(
    canvas,
    grown(around),
    things.map(({ id }) => id),
  )
  if (frame !== null) canvas.selection.choose([frame])
  return frame
}

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - roomAround,
  y: y - roomAround,
  width: width + 2 * roomAround,
  height: height + 2 * roomAround,
  rotation: 0,
})

/** Moves things into a frame (or, null, out of theirs): where they are if they fit, else into its middle. */
export function moveToFrame(canvas: Canvas, ids: readonly string[], frame: string | null): void {
  const { gestures } = canvas.session
  const holder = frame === null ? null : canvas.geometry.restOf(frame)
  gestures.gesture(() => {
    for (const [index, id] of ids.entries()) {
      const rest = canvas.geometry.restOf(id)
      if (rest === null) continue
      const [x, y] = holder === null ? outside(canvas, id, rest) : within(rest, holder, index)
      gestures.set(id, { parent: frame, place: whole([x - (holder?.x ?? 0), y - (holder?.y ?? 0)]) })
    }
  })
}

function within(box: Box, frame: Box, index: number): Point {
  if (isInside(upright(box), frame)) return [box.x, box.y]
  const aside = (index % 8) * 20
  return [frame.x + (frame.width - box.width) / 2 + aside, frame.y + (frame.height - box.height) / 2 + aside]
}

/** Beside the frame that it leaves, so that one sees that it has left. */
function outside(canvas: Canvas, id: string, box: Box): Point {
  const parent = canvas.objectOf(id)?.parent ?? null
  const holder = parent === null ? null : canvas.geometry.restOf(parent)
  return holder === null ? [box.x, box.y] : [holder.x + holder.width + roomAround, box.y]
}

/** A frame and nothing in it any more: things stay where they are seen. */
export function openFrame(canvas: Canvas, frame: string): void {
  const inside = canvas.geometry.childrenOf(frame)
  canvas.session.gestures.gesture(() => {
    for (const id of inside) {
      const rest = canvas.geometry.restOf(id)
      if (rest !== null) canvas.session.gestures.set(id, { parent: null, place: whole([rest.x, rest.y]) })
    }
    canvas.session.gestures.remove([frame])
  })
  canvas.selection.choose(inside)
}
