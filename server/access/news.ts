import type { Tx } from '#db/client.ts'
import { findNewsRow, lockNews } from '#db/queries/news.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireOffice } from './offices.ts'

/* Who writes news: who may at the office whose they are. To others what is not published is not there. */

/** With a transaction, the item is held until its end. */
export async function requireNews(ctx: Ctx, newsId: string, tx?: Tx) {
  requireUser(ctx)
  const item = tx === undefined ? await findNewsRow(ctx.db, newsId) : await lockNews(tx, newsId)
  if (!item) throw notFound()
  return { ...(await requireOffice(ctx, item.officeId, 'news.edit', tx)), item }
}
