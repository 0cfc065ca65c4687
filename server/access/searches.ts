import { findSearch, type SearchRow } from '#db/queries/searches.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireNetwork } from './directory.ts'

/** A saved search of one's own; anybody else's is not there. */
export async function requireSearch(
  ctx: Ctx,
  searchId: string,
  db: DbOrTx = ctx.db,
): Promise<{ user: SessionUser; search: SearchRow }> {
  const user = await requireNetwork(ctx, db)
  const search = await findSearch(db, searchId)
  if (search?.userId !== user.id) throw notFound()
  return { user, search }
}
