import { setTimeout as sleep } from 'node:timers/promises'
import {
  authMessage,
  awarenessMessage,
  type Dialect,
  firstLetter,
  hear,
  helloMessage,
  nextLetter,
  prefixOf,
  sync,
  syncMessage,
} from './messages.ts'
import { type Ranges, rangesOf } from './ranges.ts'
import { BenchSocket } from './socket.ts'

/** Classes that type, each pupil in a paragraph of their own. Every key of everybody is looked for at everybody else. */

export interface ClassRoom {
  path: string
  /** Of the document, where the dialect says it in messages. */
  name: string
  cookies: string[]
  /** So many of the first write beside the page: nobody else sees it. */
  waiting?: number
}

export interface TypingFigures {
  /** Keys of one seen by another. */
  deliveries: number
  /** Writer to reader. */
  p50: number
  p99: number
  /** Sent to told stored; null where the dialect has no such word. */
  ackP50: number | null
  ackP95: number | null
  /** Of this process, as a part of one core. */
  loadCpu: number
  ms: number
}

/** Keys whose time of sending is remembered, per pupil. */
const remembered = 4_096
const emptyUpdate = new Uint8Array([0, 0])
/** Sync messages a pupil has sent before the first key: step 2 and the paragraph. */
const messagesBefore = 2
const firstClock = 3
const histogramStepMs = 0.1

class Histogram {
  readonly #counts = new Uint32Array(200_000)
  total = 0

  add(ms: number): void {
    const at = Math.min(this.#counts.length - 1, Math.max(0, Math.round(ms / histogramStepMs)))
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.total++
  }

  at(part: number): number {
    let left = this.total * part
    for (const [index, count] of this.#counts.entries()) {
      left -= count
      if (left <= 0) return index * histogramStepMs
    }
    return Number.POSITIVE_INFINITY
  }

  clear(): void {
    this.#counts.fill(0)
    this.total = 0
  }
}

class Pupil {
  readonly client: number
  readonly seat: number
  readonly room: Room
  /** Next clock expected of each seat. */
  readonly seen: Float64Array
  readonly sentAt = new Float64Array(remembered)
  readonly socket: BenchSocket
  clock = 0
  acknowledged = messagesBefore
  isSynced = false
  nextAt = 0
  /** What it did not understand: the run is void. */
  failure: string | null = null

  constructor(room: Room, seat: number, port: number, spec: ClassRoom) {
    this.room = room
    this.seat = seat
    this.client = 1 + Math.floor(Math.random() * 0xfffffffe)
    this.seen = new Float64Array(spec.cookies.length)
    this.socket = new BenchSocket(
      { port, path: spec.path, cookie: spec.cookies[seat] ?? '' },
      {
        onMessage: (message) => room.hear(this, message),
        onClosed: (code) => (this.failure ??= room.isOver ? null : `closed with ${code}`),
      },
    )
  }
}

class Room {
  readonly dialect: Dialect
  readonly hasCarets: boolean
  readonly prefix: Uint8Array
  readonly pupils: Pupil[]
  readonly waiting: number
  readonly seats = new Map<number, number>()
  readonly latency: Histogram
  readonly acks: Histogram
  deliveries = 0
  isOver = false
  /** All readers of a room are sent the same bytes: they are read once. */
  #last: { update: Buffer; ranges: Ranges } = { update: Buffer.alloc(0), ranges: [] }

  constructor(
    { dialect, port, hasCarets = false }: Typing,
    spec: ClassRoom,
    histograms: { latency: Histogram; acks: Histogram },
  ) {
    this.dialect = dialect
    this.hasCarets = hasCarets
    this.prefix = prefixOf(dialect, spec.name)
    this.latency = histograms.latency
    this.acks = histograms.acks
    this.waiting = spec.waiting ?? 0
    this.pupils = spec.cookies.map((_, seat) => new Pupil(this, seat, port, spec))
    for (const pupil of this.pupils) this.seats.set(pupil.client, pupil.seat)
  }

  hear(pupil: Pupil, message: Buffer): void {
    // An update is read without the general reader, since nearly everything is one.
    const from = this.prefix.length
    if (message[from] === 0 && message[from + 1] === sync.update) return this.#see(pupil, updateIn(message, from + 2))
    const heard = hear(this.dialect, this.prefix, message)
    if (heard.kind === 'stored') this.#acknowledge(pupil, heard.count)
    else if (heard.kind === 'authenticated') this.#sendStepOne(pupil)
    else if (heard.kind === 'refused') pupil.failure ??= `refused: ${heard.why}`
    else if (heard.kind !== 'sync') return
    else if (heard.type === sync.stepOne) pupil.socket.send(syncMessage(this.prefix, sync.stepTwo, emptyUpdate))
    else {
      this.#see(pupil, Buffer.from(heard.bytes))
      pupil.isSynced = true
    }
  }

  greet(pupil: Pupil): void {
    if (this.dialect === 'bare') pupil.isSynced = true
    else if (this.dialect === 'hocuspocus') pupil.socket.send(authMessage(this.prefix, 'bench'))
    else {
      if (this.dialect === 'preau') pupil.socket.send(helloMessage)
      this.#sendStepOne(pupil)
    }
  }

  #sendStepOne(pupil: Pupil): void {
    pupil.socket.send(syncMessage(this.prefix, sync.stepOne, new Uint8Array([0])))
  }

  begin(pupil: Pupil): void {
    pupil.clock = firstClock
    pupil.socket.send(syncMessage(this.prefix, sync.update, firstLetter(pupil.client)))
  }

  type(pupil: Pupil, now: number): void {
    const { clock } = pupil
    pupil.sentAt[clock % remembered] = now
    pupil.clock = clock + 1
    pupil.socket.send(syncMessage(this.prefix, sync.update, nextLetter(pupil.client, clock)))
    if (!this.hasCarets) return
    const place = { item: { client: pupil.client, clock }, assoc: -1 }
    pupil.socket.send(awarenessMessage(this.prefix, pupil.client, clock, { cursor: { anchor: place, head: place } }))
  }

  /** Keys that somebody has not seen. */
  missing(): number {
    let missing = 0
    for (const reader of this.pupils)
      for (const writer of this.pupils)
        if (reader !== writer && writer.seat >= this.waiting) missing += writer.clock - (reader.seen[writer.seat] ?? 0)
    return missing
  }

  #see(reader: Pupil, update: Buffer): void {
    const ranges = this.#read(update)
    const now = performance.now()
    for (let at = 0; at < ranges.length; at += 3) {
      const seat = this.seats.get(ranges[at] ?? 0)
      if (seat === undefined || seat === reader.seat) continue
      if (seat < this.waiting) reader.failure ??= 'sees what waits'
      const expected = reader.seen[seat] ?? 0
      const clock = ranges[at + 1] ?? 0
      const end = ranges[at + 2] ?? 0
      if (clock > expected) reader.failure ??= `a gap: ${clock} where ${expected} was expected`
      if (end <= expected) continue
      reader.seen[seat] = end
      const writer = this.pupils[seat]
      for (let key = Math.max(expected, firstClock); key < end; key++) {
        this.deliveries++
        this.latency.add(now - (writer?.sentAt[key % remembered] ?? 0))
      }
    }
  }

  #read(update: Buffer): Ranges {
    if (this.#last.update.equals(update)) return this.#last.ranges
    this.#last = { update: Buffer.from(update), ranges: rangesOf(update) }
    return this.#last.ranges
  }

  #acknowledge(pupil: Pupil, count: number): void {
    const now = performance.now()
    for (let message = pupil.acknowledged; message < count; message++)
      this.acks.add(now - (pupil.sentAt[(message - messagesBefore + firstClock) % remembered] ?? 0))
    pupil.acknowledged = Math.max(pupil.acknowledged, count)
  }
}

/** The bytes after a length: lib0's `varUint8Array`, without a decoder. */
function updateIn(message: Buffer, from: number): Buffer {
  let at = from
  let length = 0
  for (let shift = 1; ; shift *= 128) {
    const byte = message[at++] ?? 0
    length += (byte & 127) * shift
    if (byte < 128) return message.subarray(at, at + length)
  }
}

const patienceMs = 60_000
/** What has not come after this is missing. */
const drainMs = 10_000

export interface Typing {
  dialect: Dialect
  port: number
  keysPerSecond: number
  /** Each key is followed by where its writer's caret is. */
  hasCarets?: boolean
}

export class Classes {
  readonly #typing: Typing
  readonly #rooms: Room[] = []
  readonly #histograms = { latency: new Histogram(), acks: new Histogram() }
  #timer: NodeJS.Timeout | null = null
  #since = { at: 0, cpu: 0 }

  constructor(typing: Typing) {
    this.#typing = typing
  }

  /** More classes come in, and everybody in them begins a paragraph. */
  async open(specs: ClassRoom[]): Promise<void> {
    for (const spec of specs) {
      const room = new Room(this.#typing, spec, this.#histograms)
      this.#rooms.push(room)
      await Promise.all(room.pupils.map((pupil) => pupil.socket.opened))
      for (const pupil of room.pupils) room.greet(pupil)
      await this.#until(() => room.pupils.every((pupil) => pupil.isSynced), 'sync')
      for (const pupil of room.pupils) room.begin(pupil)
    }
    await this.#until(() => this.#missing() === 0, 'the first letter')
  }

  start(): void {
    const everyMs = 1000 / this.#typing.keysPerSecond
    const pupils = this.#rooms.flatMap((room) => room.pupils)
    const begun = performance.now()
    for (const pupil of pupils) pupil.nextAt = begun + Math.random() * everyMs
    this.#timer = setInterval(() => {
      const now = performance.now()
      for (const pupil of pupils) {
        if (pupil.nextAt > now) continue
        // A late turn sends late and is not counted against the server; nobody catches up in a burst.
        pupil.nextAt = Math.max(pupil.nextAt + everyMs * (0.75 + Math.random() / 2), now)
        pupil.room.type(pupil, now)
      }
    }, 1)
  }

  reset(): void {
    for (const room of this.#rooms) room.deliveries = 0
    this.#histograms.latency.clear()
    this.#histograms.acks.clear()
    this.#since = { at: performance.now(), cpu: ownCpuMs() }
  }

  take(): TypingFigures {
    const { latency, acks } = this.#histograms
    const ms = performance.now() - this.#since.at
    return {
      deliveries: this.#rooms.reduce((sum, room) => sum + room.deliveries, 0),
      p50: latency.at(0.5),
      p99: latency.at(0.99),
      ackP50: acks.total > 0 ? acks.at(0.5) : null,
      ackP95: acks.total > 0 ? acks.at(0.95) : null,
      loadCpu: (ownCpuMs() - this.#since.cpu) / ms,
      ms,
    }
  }

  /** Stops typing, waits for what is under way, and says what never came. Throws where a socket closed or a key was skipped. */
  async stop(): Promise<number> {
    if (this.#timer !== null) clearInterval(this.#timer)
    const until = performance.now() + drainMs
    while (this.#missing() > 0 && performance.now() < until) await sleep(20)
    this.#throwFailure()
    return this.#missing()
  }

  close(): void {
    for (const room of this.#rooms) {
      room.isOver = true
      for (const { socket } of room.pupils) socket.close()
    }
  }

  #missing(): number {
    return this.#rooms.reduce((sum, room) => sum + room.missing(), 0)
  }

  #throwFailure(): void {
    const failed = this.#rooms.flatMap((room) => room.pupils).filter((pupil) => pupil.failure !== null)
    if (failed[0]) throw new Error(`${failed.length} pupils failed, the first: ${failed[0].failure}`)
  }

  async #until(isTrue: () => boolean, what: string): Promise<void> {
    const end = performance.now() + patienceMs
    while (!isTrue()) {
      this.#throwFailure()
      if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
      await sleep(5)
    }
  }
}

export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
