import { type InkPoint, thinOut } from '#collab/documents/board-ink.ts'
import type { Point } from '#collab/documents/board-model.ts'
import {
  type Area,
  carried,
  type DragPart,
  type FleetingMessage,
  type InkStart,
  type Placed,
  writeMessage,
} from './message.ts'

/** Fifteen messages a second: a hand looks alive, and thirty of them fit a bad line. */
const gatherMs = 66
/** How often what others may have missed is said again: style of a stroke, ids of a drag. */
const againMs = 1_000
/** Who comes in later learns within so many of these where everybody looks. */
const viewAgainBeats = 3
const messageBytes = 1_024
/** More things than this are seen to move when they are let go. */
const draggedMost = 200

interface InkOnItsWay {
  number: number
  start: InkStart
  saidAt: number
  /** What others have, up to here. */
  last: InkPoint | null
  points: InkPoint[]
  tolerance: number
}

interface DragOnItsWay {
  number: number
  ids: readonly string[]
  saidAt: number
  by: { kind: 'move'; step: Point } | { kind: 'place'; boxes: readonly Placed[] }
  isChanged: boolean
}

interface TellingOptions {
  send: (bytes: Uint8Array) => void
  /** Nobody is here to see, or this window is not looked at. */
  isQuiet: () => boolean
}

const isSameArea = (a: Area | null, b: Area) =>
  a !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

/** Tells others what this person's hand does, gathered: nothing of it is stored, and nobody waits for it. */
export class Telling {
  readonly #options: TellingOptions
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #heartbeat: ReturnType<typeof setInterval>
  #simple: FleetingMessage = {}
  #view: Area | null = null
  #ink: InkOnItsWay | null = null
  #drag: DragOnItsWay | null = null
  #number = 0

  constructor(options: TellingOptions) {
    this.#options = options
    let beats = 0
    this.#heartbeat = setInterval(() => {
      beats += 1
      // A hand that rests is not a hand that is gone.
      if (this.#ink !== null || this.#drag !== null) this.#expect()
      if (this.#view !== null && beats % viewAgainBeats === 0) this.#put({ view: this.#view })
    }, againMs)
  }

  stop(): void {
    clearInterval(this.#heartbeat)
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  get isInking(): boolean {
    return this.#ink !== null
  }

  /** While ink flows, its end is where the pointer is. */
  point(at: Point, isLaser = false): void {
    if (this.#ink !== null) return
    delete this.#simple.isAway
    this.#put({ pointer: at, isLaser })
  }

  leave(): void {
    delete this.#simple.pointer
    this.#put({ isAway: true })
  }

  /** The part of the board that is on this screen. */
  see(view: Area): void {
    if (isSameArea(this.#view, view)) return
    this.#view = view
    this.#put({ view })
  }

  lookHere(look: Area): void {
    this.#put({ look })
  }

  /** `zoom`: what nobody sees at this zoom is not told. */
  beginInk(start: InkStart, zoom: number): void {
    this.#ink = {
      number: this.#next(),
      start,
      saidAt: -Infinity,
      last: null,
      points: [],
      tolerance: 0.7 / zoom,
    }
  }

  addInk(points: readonly InkPoint[]): void {
    this.#ink?.points.push(...points)
    this.#expect()
  }

  /** A stroke that is stored needs no word: it comes by itself. */
  endInk(isCancelled: boolean): void {
    const ink = this.#ink
    this.#ink = null
    if (isCancelled && ink !== null && ink.last !== null)
      this.#send({ ink: { number: ink.number, start: null, points: [], isCancelled } })
  }

  /** A drag under way: where each of these stands now, and stood at rest. */
  drag(moves: ReadonlyMap<string, Placed>, restOf: (id: string) => Placed | null): void {
    const drag = this.#dragging([...moves.keys()])
    const steps = [...moves].map(([id, box]) => stepFrom(restOf(id), box))
    const [step] = steps
    const isOneStep = step != null && steps.every((one) => one?.[0] === step[0] && one[1] === step[1])
    drag.by = isOneStep ? { kind: 'move', step } : { kind: 'place', boxes: [...moves.values()] }
  }

  endDrag(isCancelled: boolean): void {
    const drag = this.#drag
    this.#drag = null
    if (isCancelled && drag !== null && drag.saidAt > 0)
      this.#send({ drag: { number: drag.number, ids: null, by: { kind: 'move', step: [0, 0] }, isCancelled } })
  }

  #next(): number {
    this.#number = (this.#number + 1) % 0xffff
    return this.#number
  }

  #dragging(ids: readonly string[]): DragOnItsWay {
    const isOngoing = this.#drag?.ids.length === ids.length && this.#drag.ids.every((id, at) => id === ids[at])
    if (this.#drag === null || !isOngoing)
      this.#drag = { number: this.#next(), ids, saidAt: -Infinity, by: { kind: 'move', step: [0, 0] }, isChanged: true }
    this.#drag.isChanged = true
    this.#expect()
    return this.#drag
  }

  #put(part: FleetingMessage): void {
    Object.assign(this.#simple, part)
    this.#expect()
  }

  #expect(): void {
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs)
  }

  #flush(): void {
    this.#timer = null
    const [first = {}, ...others] = [...this.#inkParts(), ...this.#dragParts()]
    const simple = this.#simple
    this.#simple = {}
    const messages = [{ ...simple, ...first }, ...others]
    for (const message of messages) if (Object.keys(message).length > 0) this.#send(message)
  }

  #send(message: FleetingMessage): void {
    if (this.#options.isQuiet()) return
    const bytes = writeMessage(message)
    if (bytes.length <= messageBytes) this.#options.send(bytes)
  }

  #inkParts(): FleetingMessage[] {
    const ink = this.#ink
    if (ink === null) return []
    const isSaidAgain = Date.now() - ink.saidAt >= againMs
    if (ink.points.length === 0 && !(isSaidAgain && ink.last !== null)) return []
    const seen = ink.last === null ? ink.points : [ink.last, ...ink.points]
    const points = ink.points.length === 0 ? [] : thinOut(seen, ink.tolerance).slice(ink.last === null ? 0 : 1)
    ink.last = points.at(-1) ?? ink.last
    ink.points = []
    if (isSaidAgain) ink.saidAt = Date.now()
    const chunks = points.length === 0 ? [[]] : inChunks(points, carried.points)
    return chunks.map((chunk, at) => ({
      ink: {
        number: ink.number,
        start: isSaidAgain && at === 0 ? ink.start : null,
        points: chunk,
        isCancelled: false,
      },
    }))
  }

  #dragParts(): FleetingMessage[] {
    const drag = this.#drag
    if (drag === null) return []
    const isSaidAgain = Date.now() - drag.saidAt >= againMs
    if (!drag.isChanged && !isSaidAgain) return []
    drag.isChanged = false
    const ids = drag.ids.slice(0, draggedMost)
    if (isSaidAgain) drag.saidAt = Date.now()
    const { by, number } = drag
    const said = isSaidAgain
      ? inChunks(ids, carried.ids).map((chunk, at) => ({ from: at * carried.ids, ids: chunk }))
      : []
    const ways: DragPart['by'][] =
      by.kind === 'move'
        ? [by]
        : inChunks(by.boxes.slice(0, draggedMost), carried.boxes).map((boxes, at) => ({
            kind: 'place',
            from: at * carried.boxes,
            boxes,
          }))
    // As many messages as the longer of the two needs: what is said twice does no harm.
    const [firstWay] = ways
    if (firstWay === undefined) return []
    return times(Math.max(said.length, ways.length), (at) => ({
      drag: { number, ids: said[at] ?? null, by: ways[at] ?? firstWay, isCancelled: false },
    }))
  }
}

/** How far a box was taken from where it was; null where more of it is another. */
function stepFrom(rest: Placed | null, box: Placed): Point | null {
  const isShifted =
    rest !== null && rest.width === box.width && rest.height === box.height && rest.rotation === box.rotation
  return isShifted ? [box.x - rest.x, box.y - rest.y] : null
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

const inChunks = <T>(all: readonly T[], size: number): T[][] =>
  times(Math.ceil(all.length / size), (at) => all.slice(at * size, (at + 1) * size))
