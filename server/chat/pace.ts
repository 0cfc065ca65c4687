import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

const minute = 60
const hour = 60 * minute

const within = (kind: string, points: number, duration: number) =>
  new RateLimiterMemory({ keyPrefix: `${kind}-${duration}`, points, duration })

/*
 * Against floods (R16, R18): counted per person and never per address, since a whole school comes from one. Slow mode is
 * the teachers' and much slower. Each kind is counted over several lengths of time: what is quick talk for ten seconds
 * buries a channel in an hour. What was refused is not lost: the client holds it and comes again.
 */
const limiters = {
  /** Four a second for ten seconds on end is no conversation; an outbox that comes back waits a little. */
  message: [within('message', 40, 10), within('message', 150, 5 * minute), within('message', 600, hour)],
  /** Reactions, pins, edits, marks of what was read. Each tells everybody who is there. */
  mark: [within('mark', 100, 10), within('mark', 600, 5 * minute), within('mark', 3_000, hour)],
  search: [within('search', 50, 10), within('search', 300, 5 * minute)],
}

/** Throws `too_many` with the wait where somebody does this faster than people do. */
export async function keepPace(kind: keyof typeof limiters, userId: string): Promise<void> {
  try {
    for (const limiter of limiters[kind]) await limiter.consume(userId)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('too_many', 'too_many_messages', { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
