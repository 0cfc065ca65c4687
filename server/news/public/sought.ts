import { listNewsTexts, listShownNews, type NewsPage } from '#db/queries/news.ts'
import type { Ctx } from '../../kit/context.ts'
import type { NewsSought } from '../input.ts'
import { placeOf } from '../news.ts'

/* What an address of the public pages asks for, and what there is of it. */

const pageLength = 20

export async function listSought(ctx: Ctx, { before, region, ...sought }: NewsSought, limit = pageLength) {
  const start: NewsPage['before'] = before === undefined ? null : await placeOf(ctx, before, 'outSince')
  const filter = { ...sought, ...(region !== undefined && { region: { id: region } }) }
  const found = await listShownNews(ctx.db, ctx.now(), filter, { before: start, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const said = await listNewsTexts(
    ctx.db,
    rows.map(({ item }) => item.id),
  )
  return { rows, said, nextBefore: found.length > limit ? (rows.at(-1)?.item.id ?? null) : null }
}
