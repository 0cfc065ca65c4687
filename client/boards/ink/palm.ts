/** What of a pointer event says who touches. */
interface Touching {
  pointerType: string
  pointerId: number
}

/** A palm comes down shortly before the pen, rests beside it, and leaves shortly after. */
const palmMs = 500

/**
 * Tells hands from pens. Until a pen is seen on this device, a finger draws; from then on fingers move the board, and what
 * touches while the pen writes, or shortly after, is a palm and does nothing.
 */
export class Palm {
  #isPenKnown = false
  #penDown = new Set<number>()
  #penLiftedAt = -Infinity
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** From then on one finger moves the board. */
  get isPenKnown(): boolean {
    return this.#isPenKnown
  }

  /** Every pointer that comes down is shown here first. */
  down({ pointerType, pointerId }: Touching): void {
    if (pointerType !== 'pen') return
    this.#isPenKnown = true
    this.#penDown.add(pointerId)
  }

  up({ pointerId }: Touching): void {
    if (this.#penDown.delete(pointerId)) this.#penLiftedAt = this.#now()
  }

  /** Nothing should come of this touch. */
  isPalm({ pointerType }: Touching): boolean {
    return pointerType === 'touch' && (this.#penDown.size > 0 || this.#now() - this.#penLiftedAt < palmMs)
  }
}
