import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'
import { type Cost, costs, type Pace, type Window } from './costs.ts'

/** Who asks: a person and their school, or, where nobody is signed in, an address. */
export interface Asker {
  userId: string | null
  isPupil: boolean
  schoolId: string | null
  address: string
}

/** Counts requests by what they cost. Each node counts by itself, on its own clock. */
export function createPaces() {
  const person = limitersOf((pace) => pace.person)
  const pupil = limitersOf((pace) => pace.pupil ?? pace.person)
  const school = limitersOf((pace) => pace.school)
  return {
    /** Throws `too_many` with the wait where a person, or a whole school, asks faster than people do. */
    async take(cost: Cost, { userId, isPupil, schoolId, address }: Asker): Promise<void> {
      const { reason } = costs[cost]
      // A person who is refused takes nothing from their school.
      if (userId !== null) await consume((isPupil ? pupil : person)(cost), userId, reason)
      await consume(school(cost), schoolId ?? address, reason)
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
