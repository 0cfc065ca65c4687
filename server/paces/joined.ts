import type { Turns } from './turns.ts'

/**
 * One piece of work for all who ask for the same thing while it waits for its turn: what each of them gets was read after
 * they asked. Of one thing there is one at work at a time.
 */
export class Joined<T> {
  readonly #turns: Turns
  readonly #waiting = new Map<string, Promise<T>>()
  readonly #working = new Map<string, Promise<unknown>>()

  constructor(turns: Turns) {
    this.#turns = turns
  }

  ask(thing: string, who: string, work: () => Promise<T>): Promise<T> {
    const joined = this.#waiting.get(thing)
    if (joined !== undefined) return joined
    const answer = this.#afterOthers(thing, who, work)
    this.#waiting.set(thing, answer)
    const leave = () => {
      if (this.#waiting.get(thing) === answer) this.#waiting.delete(thing)
    }
    answer.then(leave, leave)
    return answer
  }

  async #afterOthers(thing: string, who: string, work: () => Promise<T>): Promise<T> {
    await this.#working.get(thing)
    return this.#turns.run(who, async () => {
      // Whoever asks from now on wants what is there then.
      this.#waiting.delete(thing)
      const working = work()
      const ended = working.then(
        () => undefined,
        () => undefined,
      )
      this.#working.set(thing, ended)
      try {
        return await working
      } finally {
        if (this.#working.get(thing) === ended) this.#working.delete(thing)
      }
    })
  }
}
