import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

/*
 * Against floods (R16, R18): counted per person and never per address, since a whole school comes from one. Slow mode is
 * the teachers' and much slower. What was refused is not lost: the client holds it and comes again.
 */
const limiters = {
  /** Four a second for ten seconds on end is no conversation; an outbox that comes back waits a little. */
  message: new RateLimiterMemory({ keyPrefix: 'message', points: 40, duration: 10 }),
  /** Reactions, pins, edits, marks of what was read. */
  mark: new RateLimiterMemory({ keyPrefix: 'mark', points: 100, duration: 10 }),
  search: new RateLimiterMemory({ keyPrefix: 'search', points: 50, duration: 10 }),
}

/** Throws `too_many` with the wait where somebody does this faster than people do. */
export async function keepPace(kind: keyof typeof limiters, userId: string): Promise<void> {
  try {
    await limiters[kind].consume(userId)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('too_many', 'too_many_messages', { retryAfterMs: Math.max(1, refusal.msBeforeNext) })
  }
}
