/** Enough for a large installation under attack; beyond, the oldest are forgotten. */
const mostKept = 50_000

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= mostKept) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}

interface DelayOptions {
  /** So many failures cost no wait. */
  free: number
  /** The first wait; each is twice the one before. */
  firstMs: number
  mostMs: number
  /** Without another failure. */
  forgottenAfterMs: number
}

/** Whoever fails waits, each time twice as long. On the clock that is given, so that a test can move it. */
export class GrowingDelay {
  readonly #options: DelayOptions
  readonly #failures = new Map<string, { count: number; lastAt: number }>()

  constructor(options: DelayOptions) {
    this.#options = options
  }

  waitMs(key: string, now: number): number {
    const { free, firstMs, mostMs } = this.#options
    const { count, lastAt } = this.#known(key, now)
    const delayMs = count < free ? 0 : Math.min(mostMs, firstMs * 2 ** (count - free))
    return Math.max(0, lastAt + delayMs - now)
  }

  take(key: string, now: number): void {
    keep(this.#failures, key, { count: this.#known(key, now).count + 1, lastAt: now })
  }

  /** Nothing was found out: one failure less. */
  giveBack(key: string): void {
    const known = this.#failures.get(key)
    if (known !== undefined) known.count--
  }

  /** It was right: what failed before does not count any more. */
  forget(key: string): void {
    this.#failures.delete(key)
  }

  #known(key: string, now: number) {
    const known = this.#failures.get(key)
    const isOver = known === undefined || now - known.lastAt > this.#options.forgottenAfterMs
    return isOver ? { count: 0, lastAt: 0 } : known
  }
}

interface BudgetOptions {
  most: number
  /** One comes back each time this has passed. */
  everyMs: number
}

/** So many at once, then one by one. On the clock that is given. */
export class Budget {
  readonly #options: BudgetOptions
  /** When each would be full again. */
  readonly #fullAt = new Map<string, number>()

  constructor(options: BudgetOptions) {
    this.#options = options
  }

  waitMs(key: string, now: number): number {
    const { most, everyMs } = this.#options
    return Math.max(0, this.#used(key, now) + everyMs - most * everyMs)
  }

  take(key: string, now: number): void {
    keep(this.#fullAt, key, now + this.#used(key, now) + this.#options.everyMs)
  }

  giveBack(key: string): void {
    const fullAt = this.#fullAt.get(key)
    if (fullAt !== undefined) this.#fullAt.set(key, fullAt - this.#options.everyMs)
  }

  /** As the time that it takes to come back. */
  #used(key: string, now: number): number {
    return Math.max(0, (this.#fullAt.get(key) ?? 0) - now)
  }
}
