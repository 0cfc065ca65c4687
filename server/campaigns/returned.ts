import { listReturned } from '#db/queries/returns.ts'
import type { Tx } from '#db/client.ts'
import { AppError } from '../kit/errors.ts'

/** Whoever completes theirs is waited for: lines are drawn, and all is published, when the last of these days is over. */
export async function requireNoneReturned(tx: Tx, campaignId: string, now: Date): Promise<void> {
  const waiting = (await listReturned(tx, campaignId)).some(({ until }) => new Date(until) > now)
  if (waiting) throw new AppError('conflict', 'campaign_returned')
}
