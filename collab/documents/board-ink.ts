import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Point } from './board-model.ts'

/** A place of a pen, relative to its stroke, and how hard it pressed (0-1; 0.5 where the device does not say). */
export interface InkPoint {
  x: number
  y: number
  pressure: number
}

/** Places are kept to a quarter of a pixel, which nobody sees. */
const parts = 4
const version = { flat: 1, pressed: 2 } as const
/** Points off the line by less than this are left out. */
export const inkTolerance = 0.4
/** A change of pressure counts as being so far off the line: a fifth of the whole is worth a point. */
const pressureWeight = 2
const pointsMost = 8_000
/** Pressure of a device that does not say it. */
export const unpressed = 0.5

/** Whether the device said how hard the pen pressed. */
export const isPressed = (points: readonly InkPoint[]) =>
  points.some((point) => Math.abs(point.pressure - unpressed) > 0.02)

/**
 * Packs a stroke: version, count, then for each point the step from the one before (zig-zag varints of quarter pixels)
 * and, where the pen pressed, a byte of pressure. Some two bytes a point.
 */
export function packInk(points: readonly InkPoint[]): Uint8Array {
  const hasPressure = isPressed(points)
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, hasPressure ? version.pressed : version.flat)
  encoding.writeVarUint(encoder, points.length)
  let [x, y] = [0, 0]
  for (const point of points) {
    const [toX, toY] = [Math.round(point.x * parts), Math.round(point.y * parts)]
    writeStep(encoder, toX - x)
    writeStep(encoder, toY - y)
    if (hasPressure) encoding.writeUint8(encoder, Math.round(Math.min(1, Math.max(0, point.pressure)) * 255))
    x = toX
    y = toY
  }
  return encoding.toUint8Array(encoder)
}

/** Null for bytes that are no stroke. */
export function unpackInk(bytes: Uint8Array): InkPoint[] | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readUint8(decoder)
    const count = decoding.readVarUint(decoder)
    if ((kind !== version.flat && kind !== version.pressed) || count > pointsMost) return null
    const points: InkPoint[] = []
    let [x, y] = [0, 0]
    for (let at = 0; at < count; at++) {
      x += readStep(decoder)
      y += readStep(decoder)
      const pressure = kind === version.pressed ? decoding.readUint8(decoder) / 255 : unpressed
      points.push({ x: x / parts, y: y / parts, pressure })
    }
    return decoding.hasContent(decoder) ? null : points
  } catch {
    return null
  }
}

const writeStep = (encoder: encoding.Encoder, step: number) =>
  encoding.writeVarUint(encoder, step < 0 ? -step * 2 - 1 : step * 2)

function readStep(decoder: decoding.Decoder): number {
  const coded = decoding.readVarUint(decoder)
  return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2
}

/** Ramer-Douglas-Peucker: leaves out what lies on the line between its neighbours, and presses as they do. */
export function thinOut(points: readonly InkPoint[], tolerance = inkTolerance): InkPoint[] {
  const kept = new Set([0, points.length - 1])
  const spans: Point[] = [[0, points.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [first, last] = span
    const farthest = farthestBetween(points, first, last)
    if (farthest.distance <= tolerance) continue
    kept.add(farthest.at)
    spans.push([first, farthest.at], [farthest.at, last])
  }
  return points.filter((_, at) => kept.has(at))
}

function farthestBetween(points: readonly InkPoint[], first: number, last: number) {
  const [a, b] = [points[first], points[last]]
  let found = { at: first, distance: 0 }
  if (a === undefined || b === undefined) return found
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy)
  for (let at = first + 1; at < last; at++) {
    const point = points[at]
    if (point === undefined) continue
    const [px, py] = [point.x - a.x, point.y - a.y]
    const aside = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
    const part = length === 0 ? 0 : Math.min(1, Math.hypot(px, py) / length)
    const harder = Math.abs(point.pressure - a.pressure - (b.pressure - a.pressure) * part)
    const distance = Math.max(aside, harder * pressureWeight)
    if (distance > found.distance) found = { at, distance }
  }
  return found
}

export interface Stroke {
  /** Where the stroke's box begins, in the coordinates of the points given. */
  place: Point
  size: Point
  points: Uint8Array
}

/** A finished stroke as an object holds it: thinned out, relative to its box. Null where there is nothing to keep. */
export function strokeOf(drawn: readonly InkPoint[]): Stroke | null {
  if (drawn.length === 0) return null
  const points = thinOut(drawn)
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)]
  const left = Math.floor(Math.min(...xs))
  const top = Math.floor(Math.min(...ys))
  return {
    place: [left, top],
    size: [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top],
    points: packInk(points.map((point) => ({ ...point, x: point.x - left, y: point.y - top }))),
  }
}
