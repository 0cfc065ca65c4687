import { boardLimits } from '#collab/documents/board-model.ts'
import type { Box } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { canResize, leastOf, writeBoxes } from '../gestures/resize.ts'
import { canRotate, normalAngle } from '../gestures/rotate.ts'

const nothing: Box = { x: 0, y: 0, width: 0, height: 0, rotation: 0 }

/** Where a thing stands, and what of that may be set. */
export function gripBox(canvas: Canvas, id: string) {
  const object = canvas.objectOf(id)
  const isSized = object !== undefined && canResize(object)
  const isTurned = object !== undefined && canRotate(object)
  return {
    box: canvas.geometry.restOf(id) ?? nothing,
    can: { x: true, y: true, width: isSized, height: isSized, rotation: isTurned },
  }
}

const within = (value: number | undefined, least: number, most: number, other: number) =>
  value === undefined || !Number.isFinite(value) ? other : Math.min(most, Math.max(least, value))

/** Writes where a thing stands, how large it is and how it is turned, as one gesture. */
export function setBox(canvas: Canvas, id: string, wanted: Partial<Box>): void {
  const { box } = gripBox(canvas, id)
  const { coordinate, size } = boardLimits
  const next: Box = {
    x: within(wanted.x, -coordinate, coordinate, box.x),
    y: within(wanted.y, -coordinate, coordinate, box.y),
    width: within(wanted.width, leastOf(box.width), size, box.width),
    height: within(wanted.height, leastOf(box.height), size, box.height),
    rotation: normalAngle(within(wanted.rotation, -360, 360, box.rotation)),
  }
  const { gestures } = canvas.session
  gestures.gesture(() => {
    gestures.set(id, { rotation: next.rotation })
    writeBoxes(canvas, new Map([[id, next]]))
  })
}
