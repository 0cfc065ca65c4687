import type { VirtualClock } from './clock.ts'

/** After client/live. */
export const clientPace = {
  ...{ batchMs: 30, handshakeMs: 10_000, deadMs: 30_000 },
  ...{ pingMs: 20_000, silentMs: 45_000, judgeAnewMs: 50 },
} as const

/** What somebody means to do later, by name: setting a name anew forgets what it was set for before. */
export class Timers {
  readonly #clock: VirtualClock
  readonly #pending = new Map<string, { isCancelled: boolean }>()

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  after(name: string, ms: number, run: () => void): void {
    this.stop(name)
    const timer = this.#clock.after(ms, () => {
      this.#pending.delete(name)
      run()
    })
    this.#pending.set(name, timer)
  }

  once(name: string, ms: number, run: () => void): void {
    if (!this.#pending.has(name)) this.after(name, ms, run)
  }

  stop(...names: string[]): void {
    for (const name of names) {
      const timer = this.#pending.get(name)
      if (timer !== undefined) timer.isCancelled = true
      this.#pending.delete(name)
    }
  }

  stopAll(): void {
    this.stop(...this.#pending.keys())
  }
}
