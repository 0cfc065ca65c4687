/** Who an event belongs to: a server that is killed takes its events along. */
export interface Owner {
  isDead: boolean
}

interface Event {
  at: number
  order: number
  run: () => void
  owner: Owner | null
  isCancelled: boolean
}

/** Time that passes only from event to event. Between two events everything that was promised is settled. */
export class VirtualClock {
  readonly #heap: Event[] = []
  #order = 0
  #now = 0
  events = 0

  get now(): number {
    return this.#now
  }

  after(ms: number, run: () => void, owner: Owner | null = null): Event {
    const event = { at: this.#now + Math.max(0, ms), order: this.#order++, run, owner, isCancelled: false }
    this.#push(event)
    return event
  }

  /** Events that still wait for a living owner. */
  waitingFor(owner: Owner): number {
    return this.#heap.filter((event) => event.owner === owner && !event.isCancelled).length
  }

  /** Runs all that happens within so many milliseconds from now. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop()
      if (next.isCancelled || next.owner?.isDead === true) continue
      this.#now = next.at
      this.events++
      next.run()
      // A turn of the real loop: every promise that could settle has settled. No real time is asked.
      await new Promise((resolve) => void setImmediate(resolve))
    }
    this.#now = end
  }

  #push(event: Event): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(event)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(event, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = event
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      if (left === undefined) break
      const isRight = right !== undefined && isBefore(right, left)
      const least = isRight ? right : left
      if (!isBefore(least, last)) break
      heap[at] = least
      at = 2 * at + (isRight ? 2 : 1)
    }
    heap[at] = last
  }
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** What happened, in order: the last of it in words, all of it in a number that two equal runs share. */
export class Trace {
  readonly #clock: VirtualClock
  readonly #kept: number
  readonly #lines: string[] = []
  #hash = 0x811c9dc5

  constructor(clock: VirtualClock, kept: number) {
    this.#clock = clock
    this.#kept = kept
  }

  note(text: string): void {
    const line = `${this.#clock.now.toFixed(2)} ${text}`
    for (let at = 0; at < line.length; at++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(at), 0x01000193)
    this.#lines.push(line)
    if (this.#lines.length > 2 * this.#kept) this.#lines.splice(0, this.#kept)
  }

  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0')
  }

  get last(): string[] {
    return this.#lines.slice(-this.#kept)
  }
}
