import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Point } from './board-model.ts'

/** A place of a pen, relative to its stroke, and how hard it pressed (0-1; 0.5 where the device does not say). */
export interface InkPoint {
  x: number
  y: number
  pressure: number
}

/**
 * How a stroke is packed: places to a quarter of a pixel for who drew from near, else to a half, which nobody sees; with
 * or without pressure.
 */
const kinds = {
  1: { parts: 4, isPressed: false },
  2: { parts: 4, isPressed: true },
  3: { parts: 2, isPressed: false },
  4: { parts: 2, isPressed: true },
} as const
const isKind = (value: number): value is keyof typeof kinds => value in kinds
/** Two of these in a byte. */
const pressures = 15
/** Points off the line by less than this are left out. */
export const inkTolerance = 0.5
/** A change of pressure counts as being so far off the line: a fifth of the whole is worth a point. */
const pressureWeight = 2
const pointsMost = 8_000
/** Pressure of a device that does not say it. */
export const unpressed = 0.5

/** Whether the device said how hard the pen pressed. */
export const isPressed = (points: readonly InkPoint[]) =>
  points.some((point) => Math.abs(point.pressure - unpressed) > 0.02)

/**
 * Packs a stroke: kind, count, then for each point the step from the one before (zig-zag varints); where the pen pressed,
 * half a byte of pressure for each. Some two bytes a point.
 */
export function packInk(points: readonly InkPoint[], parts: 2 | 4 = 4): Uint8Array {
  const hasPressure = isPressed(points)
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, (parts === 4 ? 1 : 3) + (hasPressure ? 1 : 0))
  encoding.writeVarUint(encoder, points.length)
  let [x, y] = [0, 0]
  for (const point of points) {
    const [toX, toY] = [Math.round(point.x * parts), Math.round(point.y * parts)]
    writeStep(encoder, toX - x)
    writeStep(encoder, toY - y)
    x = toX
    y = toY
  }
  const pressed = hasPressure
    ? points.map(({ pressure }) => Math.round(Math.min(1, Math.max(0, pressure)) * pressures))
    : []
  for (let at = 0; at < pressed.length; at += 2)
    encoding.writeUint8(encoder, (pressed[at] ?? 0) * 16 + (pressed[at + 1] ?? 0))
  return encoding.toUint8Array(encoder)
}

/** Null for bytes that are no stroke. */
export function unpackInk(bytes: Uint8Array): InkPoint[] | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readUint8(decoder)
    const count = decoding.readVarUint(decoder)
    if (!isKind(kind) || count > pointsMost) return null
    const points: InkPoint[] = []
    let [x, y] = [0, 0]
    for (let at = 0; at < count; at++) {
      x += readStep(decoder)
      y += readStep(decoder)
      points.push({ x: x / kinds[kind].parts, y: y / kinds[kind].parts, pressure: unpressed })
    }
    if (kinds[kind].isPressed) readPressures(decoder, points)
    return decoding.hasContent(decoder) ? null : points
  } catch {
    return null
  }
}

function readPressures(decoder: decoding.Decoder, points: InkPoint[]): void {
  let byte = 0
  for (const [at, point] of points.entries()) {
    if (at % 2 === 0) byte = decoding.readUint8(decoder)
    point.pressure = (at % 2 === 0 ? byte >> 4 : byte & 15) / pressures
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
export function strokeOf(drawn: readonly InkPoint[], tolerance = inkTolerance): Stroke | null {
  if (drawn.length === 0) return null
  const points = thinOut(drawn, tolerance)
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)]
  const left = Math.floor(Math.min(...xs))
  const top = Math.floor(Math.min(...ys))
  return {
    place: [left, top],
    size: [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top],
    points: packInk(
      points.map((point) => ({ ...point, x: point.x - left, y: point.y - top })),
      tolerance < inkTolerance ? 4 : 2,
    ),
  }
}
