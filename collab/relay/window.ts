import type { Connection } from './connection.ts'
import { type Frame, updateFrame } from './frames.ts'
import type { Load } from './load.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'
import { fold, type Walked } from './update.ts'

/** Who hears from it. */
export interface Heard {
  send: (frame: () => Frame, except: Connection | null) => void
  /** A window ended in which nothing was written. */
  settle: () => void
}

/** The first update of a quiet room leaves at once; then updates gather for a while and leave as one, in one buffer for everybody. */
export class Window {
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #load: Load
  readonly #room: Heard
  readonly #sources = new Set<Connection | null>()
  #updates: Walked[] = []
  #timer: unknown = null
  /** How late timers fire now: grows with the load of the event loop, and the window with it. */
  #lateMs = 0

  constructor({ ports, options, load }: { ports: RelayPorts; options: RelayOptions; load: Load }, room: Heard) {
    this.#ports = ports
    this.#options = options
    this.#load = load
    this.#room = room
  }

  /** Everybody hears from the room at its end, be it only that what they wrote is stored. */
  get isOpen(): boolean {
    return this.#timer !== null
  }

  add(update: Walked, source: Connection | null): void {
    this.#updates.push(update)
    this.#sources.add(source)
    if (this.#timer === null) this.#open()
  }

  stop(): void {
    this.#ports.clock.clearTimeout(this.#timer)
    this.#timer = null
  }

  #open(): void {
    const updates = this.#updates
    const [source] = this.#sources
    // Only where all of it is one writer's own can that writer be left out; else one buffer serves everybody.
    const except = this.#sources.size === 1 ? (source ?? null) : null
    this.#updates = []
    this.#sources.clear()
    this.#room.send(() => updateFrame(fold(updates)), except)
    const { clock } = this.#ports
    const whole = Math.min(this.#options.windowMaxMs, this.#load.windowMs() + 2 * this.#lateMs)
    // After the bound, which would make them all the same.
    const ms = whole + this.#load.spreadMs()
    const dueAt = clock.now() + ms
    this.#timer = clock.setTimeout(() => {
      this.#timer = null
      this.#lateMs = this.#lateMs * 0.8 + Math.max(0, clock.now() - dueAt) * 0.2
      if (this.#updates.length > 0) this.#open()
      else this.#room.settle()
    }, ms)
  }
}
