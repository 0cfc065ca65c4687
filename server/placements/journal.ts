import { findPlacement, insertJournalEntry, listJournal } from '#db/queries/placements.ts'
import { requirePlacement } from '../access/placements.ts'
import type { Ctx } from '../kit/context.ts'

/* What a trainee thinks of their own work: for themselves, their tutor and their institution; the host does not read it. */

export async function showJournal(ctx: Ctx, placementId: string) {
  await requirePlacement(ctx, await findPlacement(ctx.db, placementId), 'journal.read')
  const entries = await listJournal(ctx.db, placementId)
  return { entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })) }
}

/** One looks back also when the placement is over. */
export async function writeJournal(ctx: Ctx, placementId: string, text: string) {
  await requirePlacement(ctx, await findPlacement(ctx.db, placementId), 'journal.write')
  await ctx.db.transaction((tx) => insertJournalEntry(tx, { placementId, text, at: ctx.now() }))
  return showJournal(ctx, placementId)
}
