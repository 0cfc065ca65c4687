import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

/*
 * Guessing is counted per account and per card, never per address: a whole school comes from one (R2, R18).
 * Counted on each node by itself, on its own clock.
 */

const failures = { points: 10, duration: 15 * 60 } as const

const limiters = {
  account: new RateLimiterMemory({ keyPrefix: 'account', ...failures }),
  card: new RateLimiterMemory({ keyPrefix: 'card', ...failures }),
}

/**
 * Runs one attempt to sign in. Each attempt is paid for beforehand, so that a thousand at once are not all the first,
 * and given back when it is right. Throws `too_many_attempts` without looking when ten have failed.
 */
export async function attempt<Found>(
  kind: keyof typeof limiters,
  key: string,
  look: () => Promise<Found | null>,
): Promise<Found | null> {
  const limiter = limiters[kind]
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('too_many', 'too_many_attempts', { retryAfterMs: refusal.msBeforeNext })
  }
  const found = await look()
  if (found !== null) await limiter.reward(key)
  return found
}
