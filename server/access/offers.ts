import { findOffer, type OfferRow } from '#db/queries/offers.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireNetwork } from './directory.ts'

/** An offer of one's own: of another one, open or not, only what the directory shows is there. */
export async function requireOffer(ctx: Ctx, offerId: string): Promise<{ user: SessionUser; offer: OfferRow }> {
  const user = await requireNetwork(ctx)
  return { user, offer: await requireOwn(ctx.db, user.id, offerId) }
}

/** The same once more within a transaction, of who was let in before. */
export async function requireOwn(db: DbOrTx, userId: string, offerId: string): Promise<OfferRow> {
  const offer = await findOffer(db, offerId)
  if (offer?.userId !== userId) throw notFound()
  return offer
}
