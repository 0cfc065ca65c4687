import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

const memoryMs = 1_000
/** Steps of it round a circle fall evenly and never where one was. */
const goldenPart = 0.618
/** Part of a busy relay's load from which on windows differ. */
const spreadFrom = 0.5

/** Things per second, as they were in about the last second. */
class Rate {
  #sum = 0
  #at = 0

  add(count: number, now: number): void {
    this.#sum = this.#sum * Math.exp(-Math.max(0, now - this.#at) / memoryMs) + count
    this.#at = now
  }

  perSecond(now: number): number {
    return (this.#sum * Math.exp(-Math.max(0, now - this.#at) / memoryMs) * 1_000) / memoryMs
  }
}

/** How busy the whole relay is: a quiet one answers at once, a busy one gathers, so that one write or one commit serves many. */
export class Load {
  readonly #clock: RelayPorts['clock']
  readonly #options: RelayOptions
  readonly #frames = new Rate()
  readonly #entries = new Rate()
  #turn = 0

  constructor({ clock }: Pick<RelayPorts, 'clock'>, options: RelayOptions) {
    this.#clock = clock
    this.#options = options
  }

  sent(frames: number): void {
    this.#frames.add(frames, this.#clock.now())
  }

  committed(entries: number): void {
    this.#entries.add(entries, this.#clock.now())
  }

  /** How long a room's updates gather now, before what the event loop's lateness adds. */
  windowMs(): number {
    const { windowMs, windowBusyMs } = this.#options
    return windowMs + (windowBusyMs - windowMs) * this.#busy()
  }

  /**
   * Milliseconds by which a window of a busy relay is longer or shorter, others each time: rooms that were served late in one
   * turn of the event loop would else come together in every turn from then on, and the last of them wait for all others.
   */
  spreadMs(): number {
    if (this.#busy() < spreadFrom) return 0
    this.#turn = (this.#turn + goldenPart) % 1
    return (this.#turn - 0.5) * this.#options.windowSpreadMs
  }

  #busy = () => part(this.#frames.perSecond(this.#clock.now()), this.#options.busyFrames)

  /** Least time from the beginning of one commit to the next. */
  commitMs(): number {
    const { commitBusyMs, busyEntries } = this.#options
    return commitBusyMs * part(this.#entries.perSecond(this.#clock.now()), busyEntries)
  }
}

const part = (amount: number, whole: number) => Math.min(1, amount / whole)
