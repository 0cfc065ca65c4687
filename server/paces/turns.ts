import { AppError } from '../kit/errors.ts'

interface TurnsOptions {
  /** So many work at once; the rest wait. */
  atOnce: number
  /** Of one person. */
  atOnceEach?: number
  mostWaiting: number
  /** Of one person, so that one who asks without end does not fill the queue. */
  mostWaitingEach: number
  reason: string
  retryAfterMs: number
}

/** A bounded queue in front of what is dear: people take turns, and of each the first asked comes first. */
export class Turns {
  readonly #options: TurnsOptions
  /** Of whoever is next the first. */
  readonly #waiting = new Map<string, (() => void)[]>()
  readonly #workingOf = new Map<string, number>()
  #working = 0
  #waitingCount = 0

  constructor(options: TurnsOptions) {
    this.#options = options
  }

  /** Runs `work` when its turn has come. Throws `too_many` where too many wait, or too many of this person's. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.#mayBegin(who)) this.#count(who, 1)
    else await this.#wait(who)
    try {
      return await work()
    } finally {
      this.#count(who, -1)
      this.#startNext()
    }
  }

  #mayBegin(who: string): boolean {
    const { atOnce, atOnceEach = atOnce } = this.#options
    return this.#working < atOnce && (this.#workingOf.get(who) ?? 0) < atOnceEach
  }

  #count(who: string, by: 1 | -1): void {
    this.#working += by
    const own = (this.#workingOf.get(who) ?? 0) + by
    if (own > 0) this.#workingOf.set(who, own)
    else this.#workingOf.delete(who)
  }

  #wait(who: string): Promise<void> {
    const { mostWaiting, mostWaitingEach, reason, retryAfterMs } = this.#options
    const own = this.#waiting.get(who) ?? []
    if (this.#waitingCount >= mostWaiting || own.length >= mostWaitingEach)
      throw new AppError('too_many', reason, { retryAfterMs })
    this.#waitingCount++
    this.#waiting.set(who, own)
    return new Promise((resolve) => own.push(resolve))
  }

  /** Hands the turn that ended to the next person, who goes to the end of the row with what they still wait for. */
  #startNext(): void {
    for (const [who, own] of this.#waiting) {
      if (!this.#mayBegin(who)) continue
      const start = own.shift()
      this.#waiting.delete(who)
      if (own.length > 0) this.#waiting.set(who, own)
      this.#waitingCount--
      this.#count(who, 1)
      start?.()
      return
    }
  }
}
