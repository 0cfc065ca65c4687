import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../kit/errors.ts'
import { type Cost, costs, type Pace, type Window } from './costs.ts'

/** Who asks: a person and their school, or, where nobody is signed in, a device that is known, or an address. */
export interface Asker {
  /** One person's, or of a device where somebody has signed in before; null where no more than the address is known. */
  own: string | null
  isPupil: boolean
  /** Of all who come from there; null for a device, which a script at the same address must not hold back. */
  shared: string | null
}

/** Counts requests by what they cost. Each node counts by itself, on its own clock. */
export function createPaces() {
  const person = limitersOf((pace) => pace.person)
  const pupil = limitersOf((pace) => pace.pupil ?? pace.person)
  const school = limitersOf((pace) => pace.school)
  return {
    /** Throws `too_many` with the wait where a person, or a whole school, asks faster than people do. */
    async take(cost: Cost, { own, isPupil, shared }: Asker): Promise<void> {
      const { reason } = costs[cost]
      // A person who is refused takes nothing from their school.
      if (own !== null) await consume((isPupil ? pupil : person)(cost), own, reason)
      if (shared !== null) await consume(school(cost), shared, reason)
    },
  }
}

function limitersOf(windowsOf: (pace: Pace) => readonly Window[]): (cost: Cost) => readonly RateLimiterMemory[] {
  const limiterOf = ({ points, seconds }: Window) => new RateLimiterMemory({ points, duration: seconds })
  const limiters = new Map<string, RateLimiterMemory[]>(
    Object.entries(costs).map(([cost, pace]) => [cost, windowsOf(pace).map(limiterOf)]),
  )
  return (cost) => limiters.get(cost) ?? []
}

async function consume(limiters: readonly RateLimiterMemory[], key: string, reason: string): Promise<void> {
  try {
    for (const limiter of limiters) await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('too_many', reason, { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
