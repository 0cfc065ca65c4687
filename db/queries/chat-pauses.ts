import { and, eq, isNotNull, lte, min } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { channels } from '../schema/chat.ts'

/** Channels whose pause is over. */
export async function listDuePauses(db: DbOrTx, now: Date): Promise<string[]> {
  const rows = await db.select({ id: channels.id }).from(channels).where(lte(channels.pausedUntil, now))
  return rows.map(({ id }) => id)
}

/** Lets a channel go on whose pause is over; null where somebody has set another end meanwhile. */
export async function updatePauseEnded(tx: Tx, channelId: string, now: Date) {
  const [row] = await tx
    .update(channels)
    .set({ pausedAt: null, pausedBy: null, pausedUntil: null, pausedReason: null })
    .where(and(eq(channels.id, channelId), lte(channels.pausedUntil, now)))
    .returning({ projectId: channels.projectId, pupilId: channels.pupilId })
  return row ?? null
}

/** When the next pause of a channel ends, or null. */
export async function findNextPauseEnd(db: DbOrTx): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(channels.pausedUntil) })
    .from(channels)
    .where(isNotNull(channels.pausedUntil))
  return row?.at ?? null
}
