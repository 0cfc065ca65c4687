import { dayMs } from './nights.ts'
import { noonOf } from './dates.ts'

export type AwardState = 'valid' | 'withdrawn' | 'expired'

/** What an award is on a day; `validUntil` is the first on which it holds no more. */
export function awardState(
  { withdrawnAt, validUntil }: { withdrawnAt: Date | null; validUntil: string | null },
  day: string,
): AwardState {
  if (withdrawnAt !== null) return 'withdrawn'
  return validUntil !== null && day >= validUntil ? 'expired' : 'valid'
}

/** The last day on which it holds. */
export const lastDayOf = (validUntil: string) =>
  new Date(noonOf(validUntil).getTime() - dayMs).toISOString().slice(0, 10)
