/** A rate with a burst. It may go below nothing, once: the wait grows with it. */
export class Bucket {
  readonly #perMs: number
  readonly #size: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMs = perSecond / 1000
    this.#size = perSecond * burst
    this.#tokens = this.#size
    this.#at = now
  }

  spend(amount: number, now: number): void {
    if (this.#perMs === Number.POSITIVE_INFINITY) return
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, now - this.#at) * this.#perMs) - amount
    this.#at = now
  }

  /** Milliseconds until nothing is owed, 0 while there is enough. */
  debtMs(now: number): number {
    this.spend(0, now)
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMs)
  }

  /** Whether nothing of it is in use, so that it can be forgotten. */
  isFull(now: number): boolean {
    this.spend(0, now)
    return this.#tokens >= this.#size
  }
}
