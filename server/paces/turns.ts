import { AppError } from '../errors.ts'

interface TurnsOptions {
  /** So many work at once; the rest wait. */
  atOnce: number
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
  #working = 0
  #waitingCount = 0

  constructor(options: TurnsOptions) {
    this.#options = options
  }

  /** Runs `work` when its turn has come. Throws `too_many` where too many wait, or too many of this person's. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.#working >= this.#options.atOnce) await this.#wait(who)
    else this.#working++
    try {
      return await work()
    } finally {
      this.#pass()
    }
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

  /** Hands the turn that ends to the next person, who goes to the end of the row with what they still wait for. */
  #pass(): void {
    const [next] = this.#waiting
    if (next === undefined) {
      this.#working--
      return
    }
    const [who, own] = next
    const start = own.shift()
    this.#waiting.delete(who)
    if (own.length > 0) this.#waiting.set(who, own)
    this.#waitingCount--
    start?.()
  }
}
