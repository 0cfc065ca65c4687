import { type InkPoint, inkTolerance, type Stroke, strokeOf, thinOut } from '#collab/documents/board-ink.ts'

/** How much of the way to the hand each point goes: takes out its trembling. */
const steadiness = 0.6
/** Points that wait before they are thinned out. */
const freshMost = 128
/** A stroke ends here and the next begins: its bytes have a limit. */
const pointsMost = 2_500
/** Somebody will look at it from nearer one day. */
const toleranceMost = 1

/** A stroke from pen-down to pen-up: steadied, and thinned out on the way so that it can be as long as it likes. */
export class Drawing {
  #thinned: InkPoint[] = []
  #fresh: InkPoint[] = []
  #hand: InkPoint | null = null
  readonly #tolerance: number

  /** `zoom`: who draws from near sees more of each line, and who draws from afar less. */
  constructor(zoom = 1) {
    this.#tolerance = Math.min(toleranceMost, inkTolerance / zoom)
  }

  /** Gives what is to be drawn of these points of the hand. */
  add(points: readonly InkPoint[]): InkPoint[] {
    const drawn: InkPoint[] = []
    for (const hand of points) {
      const before = this.#fresh.at(-1)
      const point = before === undefined ? hand : towards(before, hand)
      this.#hand = hand
      if (before !== undefined && before.x === point.x && before.y === point.y) continue
      this.#fresh.push(point)
      drawn.push(point)
    }
    if (this.#fresh.length > freshMost) this.#thin()
    return drawn
  }

  /** The line reaches the hand. Gives what is still to be drawn. */
  lift(): InkPoint[] {
    const [hand, last] = [this.#hand, this.#fresh.at(-1)]
    if (hand === null || last === undefined || Math.hypot(hand.x - last.x, hand.y - last.y) < 0.25) return []
    const end = { ...hand, pressure: last.pressure }
    this.#fresh.push(end)
    return [end]
  }

  get isFull(): boolean {
    return this.#thinned.length + this.#fresh.length > pointsMost
  }

  /** Where the next stroke goes on when this one is full. */
  get hand(): InkPoint | null {
    return this.#hand
  }

  /** What is kept of it, in the coordinates that were drawn in. Null where nothing was drawn. */
  stroke(): Stroke | null {
    return strokeOf([...this.#thinned, ...this.#fresh], this.#tolerance)
  }

  #thin(): void {
    const thinned = thinOut(this.#fresh, this.#tolerance)
    const last = thinned.pop()
    this.#thinned.push(...thinned)
    this.#fresh = last === undefined ? [] : [last]
  }
}

const towards = (from: InkPoint, to: InkPoint): InkPoint => ({
  x: from.x + (to.x - from.x) * steadiness,
  y: from.y + (to.y - from.y) * steadiness,
  pressure: from.pressure + (to.pressure - from.pressure) * steadiness,
})
