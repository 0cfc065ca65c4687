import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type InkPoint, unpressed } from '#collab/documents/board-ink.ts'
import { boardLimits, type Point } from '#collab/documents/board-model.ts'

/** What others see of a person's hand before anything is written: the bytes of a fleeting message (SPEC 65). */

/** A part of the board. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where an object stands on the board; turned by degrees about its middle. */
export interface Placed extends Area {
  readonly rotation: number
}

export interface InkStart {
  /** Letters of the object's id after its author, who is whoever sends this. */
  idLetters: string
  colour: number
  shape: number
  stroke: number
}

export interface InkPart {
  /** One after the other for each stroke of a person. */
  number: number
  /** Said again now and then, for who came in the middle or missed it. */
  start: InkStart | null
  /** New points, in coordinates of the board. */
  points: readonly InkPoint[]
  /** Given up: nothing of it will be stored. */
  isCancelled: boolean
}

export interface DragPart {
  number: number
  /** Ids of what is dragged from this index on; said again now and then. */
  ids: { from: number; ids: readonly string[] } | null
  /** How far all of them have been taken, or where those from this index on stand. */
  by: { kind: 'move'; step: Point } | { kind: 'place'; from: number; boxes: readonly Placed[] }
  isCancelled: boolean
}

export interface FleetingMessage {
  pointer?: Point
  /** The pointer is a laser's. */
  isLaser?: boolean
  /** The pointer has left the board. */
  isAway?: boolean
  view?: Area
  ink?: InkPart
  drag?: DragPart
  look?: Area
}

const version = 1
/** Bits of the second number; what they announce follows in this order. Newer ones go to the end, where nobody reads them. */
const bit = { pointer: 1, laser: 2, away: 4, view: 8, ink: 16, drag: 32, look: 64 } as const
/** Ink on its way is told to half a pixel. */
const parts = 2
const most = { points: 300, ids: 40, letters: 50 } as const
const farthest = boardLimits.coordinate + boardLimits.size

/** `+ 0` since lib0 tells -0 from 0, and gives it back. */
const writeWhole = (encoder: encoding.Encoder, value: number) => encoding.writeVarInt(encoder, Math.round(value) + 0)

function writePoint(encoder: encoding.Encoder, [x, y]: Point) {
  writeWhole(encoder, x)
  writeWhole(encoder, y)
}

function writeArea(encoder: encoding.Encoder, { x, y, width, height }: Area) {
  for (const value of [x, y, width, height]) writeWhole(encoder, value)
}

function writeInk(encoder: encoding.Encoder, { number, start, points, isCancelled }: InkPart) {
  const isPressed = points.some((point) => point.pressure !== unpressed)
  encoding.writeVarUint(encoder, number * 8 + (isCancelled ? 4 : 0) + (isPressed ? 2 : 0) + (start === null ? 0 : 1))
  if (start !== null) {
    encoding.writeVarUint(encoder, start.colour * 32 + start.shape * 4 + (start.stroke - 1))
    encoding.writeVarString(encoder, start.idLetters)
  }
  encoding.writeVarUint(encoder, points.length)
  let [x, y] = [0, 0]
  for (const point of points) {
    const [toX, toY] = [Math.round(point.x * parts), Math.round(point.y * parts)]
    writePoint(encoder, [toX - x, toY - y])
    if (isPressed) encoding.writeUint8(encoder, Math.round(point.pressure * 255))
    x = toX
    y = toY
  }
}

function writeDrag(encoder: encoding.Encoder, { number, ids, by, isCancelled }: DragPart) {
  const isMove = by.kind === 'move'
  encoding.writeVarUint(encoder, number * 8 + (isCancelled ? 4 : 0) + (isMove ? 2 : 0) + (ids === null ? 0 : 1))
  if (ids !== null) {
    encoding.writeVarUint(encoder, ids.from)
    encoding.writeVarUint(encoder, ids.ids.length)
    for (const id of ids.ids) encoding.writeVarString(encoder, id)
  }
  if (by.kind === 'move') return writePoint(encoder, by.step)
  encoding.writeVarUint(encoder, by.from)
  encoding.writeVarUint(encoder, by.boxes.length)
  for (const box of by.boxes) {
    writeArea(encoder, box)
    writeWhole(encoder, box.rotation)
  }
}

export function writeMessage(message: FleetingMessage): Uint8Array {
  const { pointer, isLaser, isAway, view, ink, drag, look } = message
  return encoding.encode((encoder) => {
    encoding.writeUint8(encoder, version)
    const bits: [number, unknown][] = [
      [bit.pointer, pointer],
      [bit.laser, isLaser],
      [bit.away, isAway],
      [bit.view, view],
      [bit.ink, ink],
      [bit.drag, drag],
      [bit.look, look],
    ]
    encoding.writeVarUint(
      encoder,
      bits.reduce((sum, [value, part]) => sum + (part === undefined || part === false ? 0 : value), 0),
    )
    if (pointer) writePoint(encoder, pointer)
    if (view) writeArea(encoder, view)
    if (ink) writeInk(encoder, ink)
    if (drag) writeDrag(encoder, drag)
    if (look) writeArea(encoder, look)
  })
}

class Junk extends Error {}

function within(value: number, least: number, greatest: number): number {
  if (value < least || value > greatest) throw new Junk()
  return value
}

const readWhole = (decoder: decoding.Decoder, least = -farthest, greatest = farthest) =>
  within(decoding.readVarInt(decoder), least, greatest)
const readCount = (decoder: decoding.Decoder, greatest: number) => within(decoding.readVarUint(decoder), 0, greatest)

const readPoint = (decoder: decoding.Decoder): Point => [readWhole(decoder), readWhole(decoder)]

function readArea(decoder: decoding.Decoder): Area {
  const [x, y] = readPoint(decoder)
  return { x, y, width: readWhole(decoder, 1), height: readWhole(decoder, 1) }
}

function readId(decoder: decoding.Decoder, pattern: RegExp): string {
  const id = decoding.readVarString(decoder)
  if (id.length > most.letters || !pattern.test(id)) throw new Junk()
  return id
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

function readInk(decoder: decoding.Decoder): InkPart {
  const head = decoding.readVarUint(decoder)
  let start: InkStart | null = null
  if (head & 1) {
    const style = readCount(decoder, 511)
    start = {
      colour: style >> 5,
      shape: (style >> 2) & 7,
      stroke: (style & 3) + 1,
      idLetters: readId(decoder, /^[a-z0-9]{4,24}$/),
    }
  }
  let [x, y] = [0, 0]
  const points = times(readCount(decoder, most.points), () => {
    x = within(x + decoding.readVarInt(decoder), -farthest * parts, farthest * parts)
    y = within(y + decoding.readVarInt(decoder), -farthest * parts, farthest * parts)
    const pressure = head & 2 ? decoding.readUint8(decoder) / 255 : unpressed
    return { x: x / parts, y: y / parts, pressure }
  })
  return { number: Math.floor(head / 8), start, points, isCancelled: (head & 4) !== 0 }
}

function readPlaced(decoder: decoding.Decoder): Placed {
  const [x, y] = readPoint(decoder)
  const [width, height] = [readWhole(decoder, 0), readWhole(decoder, 0)]
  return { x, y, width, height, rotation: readWhole(decoder, -360, 360) }
}

function readDrag(decoder: decoding.Decoder): DragPart {
  const head = decoding.readVarUint(decoder)
  const ids =
    head & 1
      ? {
          from: readCount(decoder, boardLimits.objects),
          ids: times(readCount(decoder, most.ids), () => readId(decoder, /^[a-z2-9]{1,24}\.[a-z0-9]{4,24}$/)),
        }
      : null
  const by: DragPart['by'] =
    head & 2
      ? { kind: 'move', step: readPoint(decoder) }
      : {
          kind: 'place',
          from: readCount(decoder, boardLimits.objects),
          boxes: times(readCount(decoder, most.ids), () => readPlaced(decoder)),
        }
  return { number: Math.floor(head / 8), ids, by, isCancelled: (head & 4) !== 0 }
}

/**
 * What somebody sent; null for what is no message of ours. Bytes after what this version knows are a newer one's, and
 * passed over.
 */
export function readMessage(bytes: Uint8Array): FleetingMessage | null {
  const decoder = decoding.createDecoder(bytes)
  try {
    if (decoding.readUint8(decoder) !== version) return null
    const bits = decoding.readVarUint(decoder)
    const message: FleetingMessage = {}
    if (bits & bit.pointer) message.pointer = readPoint(decoder)
    if (bits & bit.laser) message.isLaser = true
    if (bits & bit.away) message.isAway = true
    if (bits & bit.view) message.view = readArea(decoder)
    if (bits & bit.ink) message.ink = readInk(decoder)
    if (bits & bit.drag) message.drag = readDrag(decoder)
    if (bits & bit.look) message.look = readArea(decoder)
    return message
  } catch {
    // Junk, or cut short: this is how lib0 says so.
    return null
  }
}

/** What one message carries, so that it stays under 1 kB whatever is in it. */
export const carried = { points: 120, ids: 20, boxes: 20 } as const
