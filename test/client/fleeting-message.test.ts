import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpressed } from '#collab/documents/board-ink.ts'
import { carried, type FleetingMessage, readMessage, writeMessage } from '#client/boards/fleeting/message.ts'

const whole = fc.integer({ min: -100_000, max: 100_000 })
const place = fc.tuple(whole, whole)
const box = fc.record({
  x: whole,
  y: whole,
  width: fc.integer({ min: 1, max: 9_000 }),
  height: fc.integer({ min: 1, max: 9_000 }),
})
const idLetters = fc.stringMatching(/^[a-z2-9]{8}$/)
const id = fc.tuple(fc.stringMatching(/^[a-z2-9]{12}$/), idLetters).map((parts) => parts.join('.'))
const number = fc.integer({ min: 0, max: 0xffff })
const halves = fc.integer({ min: -4_000, max: 4_000 }).map((value) => value / 2)
const pressures = fc.oneof(
  fc.constant(unpressed),
  fc.integer({ min: 0, max: 255 }).map((value) => value / 255),
)
const ink = fc.record({
  number,
  start: fc.option(
    fc.record({
      idLetters,
      colour: fc.integer({ min: 0, max: 15 }),
      shape: fc.integer({ min: 0, max: 7 }),
      stroke: fc.integer({ min: 1, max: 4 }),
    }),
  ),
  points: fc.array(fc.record({ x: halves, y: halves, pressure: pressures }), { maxLength: carried.points }),
  isCancelled: fc.boolean(),
})
const size = fc.integer({ min: 0, max: 20_000 })
const placed = fc.record({
  ...{ x: whole, y: whole, width: size, height: size },
  rotation: fc.integer({ min: -360, max: 360 }),
})
const from = fc.integer({ min: 0, max: 200 })
const drag = fc.record({
  number,
  ids: fc.option(fc.record({ from, ids: fc.array(id, { maxLength: carried.ids }) })),
  by: fc.oneof(
    fc.record({ kind: fc.constant('move' as const), step: place }),
    fc.record({ kind: fc.constant('place' as const), from, boxes: fc.array(placed, { maxLength: carried.boxes }) }),
  ),
  isCancelled: fc.boolean(),
})
const messages: fc.Arbitrary<FleetingMessage> = fc.record(
  { pointer: place, isLaser: fc.constant(true), isAway: fc.constant(true), view: box, ink, drag, look: box },
  { requiredKeys: [] },
)

/** Pressure travels in a 255th. */
const pressureRounded = (message: FleetingMessage | null) =>
  message?.ink && {
    ...message,
    ink: {
      ...message.ink,
      points: message.ink.points.map((point) => ({ ...point, pressure: Math.round(point.pressure * 255) })),
    },
  }

test('every message is read as it was written', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const read = readMessage(writeMessage(message))
      expect(pressureRounded(read) ?? read).toEqual(pressureRounded(message) ?? message)
    }),
  )
})

test('what a message carries at most fits a kilobyte', () => {
  const points = Array.from({ length: carried.points }, (_, at) => ({
    x: at * (at % 2 === 0 ? 30 : -30),
    y: at * 25,
    pressure: 0.3,
  }))
  const start = { idLetters: 'abcdefgh', colour: 15, shape: 1, stroke: 4 }
  const view = { x: -100_000, y: 100_000, width: 20_000, height: 20_000 }
  const base: FleetingMessage = { pointer: [100_000, -100_000], view, look: view }
  const inked = writeMessage({ ...base, ink: { number: 60_000, start, points, isCancelled: false } })
  const ids = Array.from({ length: carried.ids }, () => 'abcdefghabcd.abcdefgh')
  const boxes = ids.map(() => ({ ...view, rotation: 300 }))
  const by = { kind: 'place', from: 180, boxes } as const
  const dragged = writeMessage({ ...base, drag: { number: 60_000, ids: { from: 180, ids }, by, isCancelled: false } })
  for (const bytes of [inked, dragged]) expect(bytes.length).toBeLessThan(1_024)
})

test('a few points of a pen are some twenty bytes', () => {
  const points = [0, 1, 2, 3].map((at) => ({ x: 1_000 + at * 6, y: 700 - at * 4, pressure: unpressed }))
  const bytes = writeMessage({ ink: { number: 7, start: null, points, isCancelled: false } })
  expect(bytes.length).toBeLessThanOrEqual(16)
})

test('junk is no message, whatever it is, and never an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_024 }), (bytes) => {
      expect(() => readMessage(bytes)).not.toThrow()
    }),
    { numRuns: 2_000 },
  )
})

test('a message that is cut short or has bytes changed gives nothing out of bounds', () => {
  fc.assert(
    fc.property(messages, fc.nat(), fc.nat({ max: 255 }), fc.nat(), (message, at, value, end) => {
      const bytes = writeMessage(message)
      const changed = bytes.slice(0, 1 + (end % bytes.length))
      changed[at % changed.length] = value
      const read = readMessage(changed)
      for (const point of read?.ink?.points ?? []) expect(Math.abs(point.x) + Math.abs(point.y)).toBeLessThan(3_000_000)
      if (read?.view) expect(read.view.width).toBeGreaterThan(0)
    }),
    { numRuns: 1_000 },
  )
})

test('what a newer version adds behind what we know is passed over, and another version is not read', () => {
  const bytes = writeMessage({ pointer: [3, 4] })
  const newer = new Uint8Array([...bytes, 1, 2, 3])
  // A bit that we do not know: 1 << 7.
  newer[1] = 0x81
  const withTwoBytes = new Uint8Array([newer[0] ?? 0, 0x81, 0x01, ...bytes.slice(2), 9, 9])
  expect(readMessage(withTwoBytes)).toEqual({ pointer: [3, 4] })
  expect(readMessage(new Uint8Array([2, ...bytes.slice(1)]))).toBeNull()
})
