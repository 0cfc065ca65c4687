import type { Db } from '#db/client.ts'
import { insertCards } from '#db/queries/cards.ts'
import { newCard } from '#server/auth/cards.ts'
import type { Settings } from '#server/kit/context.ts'

/** Prints a card for a pupil, as the classroom's sheet does. */
export async function makeCard(deps: { db: Db; settings: Settings; now(): Date }, userId: string) {
  const { printed, kept } = newCard(deps.settings, userId)
  await deps.db.transaction((tx) => insertCards(tx, [{ ...kept, printedBy: null, createdAt: deps.now() }]))
  return printed
}
