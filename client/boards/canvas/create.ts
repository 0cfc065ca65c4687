import { boardLimits, type Point } from '#collab/documents/board-model.ts'
import type { NewObject } from '#collab/documents/board-write.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import type { Canvas } from './canvas.ts'
import { type Box, middleOf } from './box.ts'
import { whole } from './gestures/gesture.ts'

/** Why nothing new can be put here; null where it can. */
export function whyNotCreate({ session, store }: Canvas): 'full' | 'reading' | 'approval' | null {
  if (!session.can.write) return 'reading'
  if (store.getMeta().needsApproval && !session.can.moderate) return 'approval'
  return store.getCount() >= boardLimits.objects ? 'full' : null
}

/** Puts a thing on the board, into the frame under its middle, on top. Null where nothing new may be put. */
export function create(
  canvas: Canvas,
  object: Omit<NewObject, 'place' | 'size' | 'order'>,
  box: Box,
  id = canvas.session.gestures.freshId(),
): string | null {
  if (whyNotCreate(canvas) !== null) return null
  const parent = isContainer(object) || isLine(object) ? null : openHolderAt(canvas, middleOf(box))
  const holder = parent === null ? null : canvas.geometry.restOf(parent)
  const made = {
    ...object,
    order: canvas.top(),
    parent,
    place: whole([box.x - (holder?.x ?? 0), box.y - (holder?.y ?? 0)]),
    size: whole([box.width, box.height]),
  }
  return canvas.session.gestures.create(made, id)
}

/** The frame or column at a place, unless a teacher has locked it for this person. */
export function openHolderAt(canvas: Canvas, point: Point, except: ReadonlySet<string> = new Set()): string | null {
  const holder = canvas.geometry.holderAt(point, except)
  const isOpen = holder !== null && (canvas.session.can.moderate || !canvas.store.getModeration().locked.has(holder))
  return isOpen ? holder : null
}

/** A box of this size about a place. */
export const boxAbout = ([x, y]: Point, [width, height]: Point): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
  rotation: 0,
})

const stepAside = 24

/** The middle of the view; a little aside for each thing that stands just there already. */
export function freePlace(canvas: Canvas, size: Point): Box {
  let box = boxAbout(canvas.middle(), size)
  const isTaken = () =>
    canvas.store.getIds().some((id) => {
      const other = canvas.geometry.restOf(id)
      return other !== null && Math.abs(other.x - box.x) < 8 && Math.abs(other.y - box.y) < 8
    })
  for (let tries = 0; tries < 40 && isTaken(); tries++) box = { ...box, x: box.x + stepAside, y: box.y + stepAside }
  return box
}
