import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { z } from 'zod'
import { messageType, syncType } from '#collab/protocol.ts'
import type { Frame } from '#collab/relay/frames.ts'
import type { Line, LineListener } from '#collab/relay/line.ts'
import { sync } from './frames.ts'

/** Time that moves only when it is told to, so that ten thousand frames take seconds and a run can be repeated. */
export class StillClock {
  #now = 1_000_000
  #next = 1
  readonly #timers = new Map<number, { at: number; run: () => void }>()
  readonly #soon: (() => void)[] = []

  now = (): number => this.#now
  soon = (run: () => void): void => void this.#soon.push(run)
  setTimeout = (run: () => void, ms: number): unknown => {
    this.#timers.set(this.#next, { at: this.#now + ms, run })
    return this.#next++
  }
  clearTimeout = (handle: unknown): void => {
    if (typeof handle === 'number') this.#timers.delete(handle)
  }

  /** Lets `ms` pass: runs what is due, in order, and what follows from it. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await new Promise((resolve) => void setImmediate(resolve))
      const soon = this.#soon.splice(0)
      for (const run of soon) run()
      if (soon.length > 0) continue
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).toSorted((a, b) => a[1].at - b[1].at)[0]
      if (due === undefined) break
      this.#timers.delete(due[0])
      this.#now = Math.max(this.#now, due[1].at)
      due[1].run()
    }
    this.#now = end
  }
}

/** A line without a socket: what is put in reaches the relay at once, what the relay writes is heard by `onFrame`. */
class LoopLine implements Line {
  readonly queuedBytes = 0
  readonly unsentBytes = 0
  closed: number | null = null
  #listener: LineListener | null = null
  #isPaused = false
  readonly #waiting: { data: Uint8Array; isBinary: boolean }[] = []
  readonly #onFrame: (payload: Uint8Array) => void
  readonly #clock: StillClock

  constructor(clock: StillClock, onFrame: (payload: Uint8Array) => void) {
    this.#clock = clock
    this.#onFrame = onFrame
  }

  listen(listener: LineListener): void {
    this.#listener = listener
  }
  write(frame: Frame, ahead?: Frame): void {
    if (this.closed !== null) return
    if (ahead !== undefined) this.#onFrame(ahead.payload)
    this.#onFrame(frame.payload)
  }
  pause(): void {
    this.#isPaused = true
  }
  resume(): void {
    this.#isPaused = false
    this.#clock.soon(() => {
      while (!this.#isPaused && this.#waiting.length > 0) {
        const next = this.#waiting.shift()
        if (next !== undefined) this.#listener?.onMessage(next.data, next.isBinary)
      }
    })
  }
  ping(): void {
    this.#clock.soon(() => this.#listener?.onAlive())
  }
  close(code: number): void {
    this.#end(code)
  }
  cut(): void {
    this.#end(1006)
  }
  deliver(data: Uint8Array, isBinary: boolean): void {
    if (this.closed !== null) return
    if (this.#isPaused) this.#waiting.push({ data, isBinary })
    else this.#listener?.onMessage(data, isBinary)
  }
  #end(code: number): void {
    if (this.closed !== null) return
    this.closed = code
    this.#clock.soon(() => this.#listener?.onClosed())
  }
}

const identityShape = z.looseObject({ clientId: z.number() })

/** Whoever is in the room over a line without a socket. An honest one keeps a document and answers. */
export class LinePeer {
  readonly ydoc = new Y.Doc({ gc: false })
  readonly line: LoopLine
  clientId = 0
  updatesHeard = 0
  refusals = 0
  /** The user each awareness id was last said to be. */
  readonly people = new Map<number, string>()
  readonly #isHonest: boolean

  constructor(clock: StillClock, isHonest: boolean) {
    this.#isHonest = isHonest
    this.line = new LoopLine(clock, (payload) => this.#hear(payload))
    if (isHonest) this.ydoc.on('update', this.#onUpdate)
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== this) this.line.deliver(sync(syncType.update, update), true)
  }

  /** Everybody does: who they are is said in answer to it. */
  hello(): void {
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, messageType.hello)
    encoding.writeVarString(message, JSON.stringify({ schemaVersion: 1_000, epoch: null }))
    this.line.deliver(encoding.toUint8Array(message), true)
  }

  greet(): void {
    this.line.deliver(sync(syncType.stepOne, Y.encodeStateVector(this.ydoc)), true)
    const entry = encoding.createEncoder()
    for (const value of [1, this.ydoc.clientID, 1]) encoding.writeVarUint(entry, value)
    encoding.writeVarString(entry, '{}')
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, messageType.awareness)
    encoding.writeVarUint8Array(message, encoding.toUint8Array(entry))
    this.line.deliver(encoding.toUint8Array(message), true)
  }

  #hear(payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload)
    const type = decoding.readVarUint(decoder)
    if (type === messageType.identity)
      this.clientId = identityShape.parse(JSON.parse(decoding.readVarString(decoder))).clientId
    else if (type === messageType.refused) this.refusals++
    else if (type === messageType.sync && this.#isHonest) this.#sync(decoder)
    else if (type === messageType.awareness && this.#isHonest) this.#see(decoding.readVarUint8Array(decoder))
  }

  #sync(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (type === syncType.stepOne)
      return this.line.deliver(sync(syncType.stepTwo, Y.encodeStateAsUpdate(this.ydoc, bytes)), true)
    if (type === syncType.update) this.updatesHeard++
    Y.applyUpdate(this.ydoc, bytes, this)
  }

  #see(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const id = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      const state = z
        .looseObject({ user: z.looseObject({ id: z.string() }) })
        .nullable()
        .parse(JSON.parse(decoding.readVarString(decoder)))
      if (state === null) this.people.delete(id)
      else this.people.set(id, state.user.id)
    }
  }
}
