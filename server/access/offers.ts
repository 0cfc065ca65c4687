import { findOffer, listOffersOf, type OfferRow } from '#db/queries/offers.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireNetwork, requireStaff } from './directory.ts'

/** An offer of one's own: of another one, open or not, only what the directory shows is there. */
export async function requireOffer(
  ctx: Ctx,
  offerId: string,
  db: DbOrTx = ctx.db,
): Promise<{ user: SessionUser; offer: OfferRow }> {
  const user = await requireNetwork(ctx, db)
  return { user, offer: await requireOwn(db, user.id, offerId) }
}

/** Who may look at their own offers: whoever has any, even where the office has closed since. */
export async function requireOwnOffers(ctx: Ctx): Promise<SessionUser> {
  const user = requireStaff(ctx)
  return (await listOffersOf(ctx.db, user.id)).length > 0 ? user : requireNetwork(ctx)
}

/** To take it back, even where the office has closed since. */
export async function requireOfferToWithdraw(
  ctx: Ctx,
  offerId: string,
  db: DbOrTx,
): Promise<{ user: SessionUser; offer: OfferRow }> {
  const user = requireStaff(ctx)
  return { user, offer: await requireOwn(db, user.id, offerId) }
}

async function requireOwn(db: DbOrTx, userId: string, offerId: string): Promise<OfferRow> {
  const offer = await findOffer(db, offerId)
  if (offer?.userId !== userId) throw notFound()
  return offer
}
