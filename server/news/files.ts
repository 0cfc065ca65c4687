import { insertAudit } from '#db/queries/audit.ts'
import { findShownNews, updateNews } from '#db/queries/news.ts'
import { deleteShownFile } from '#db/queries/shown-files.ts'
import { requireNews } from '../access/news.ts'
import { checkShown, openShown, putShown } from '../files/shown.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { showNews } from './news.ts'

/* Pictures and files of news: everybody's once what they belong to is out. */

export async function addNewsFile(ctx: Ctx, newsId: string, upload: Parameters<typeof checkShown>[0]) {
  await requireNews(ctx, newsId)
  const stored = await checkShown(upload)
  await ctx.db.transaction(async (tx) => {
    const { user, item } = await requireNews(ctx, newsId, tx)
    const at = ctx.now()
    const file = await putShown(tx, { newsId }, stored, upload.alt)
    await updateNews(tx, newsId, { changedAt: at })
    const line = { at, actorId: user.id, schoolId: item.officeId, targetId: newsId }
    await insertAudit(tx, { ...line, action: 'news.file_added', detail: { file } })
  })
  return showNews(ctx, newsId)
}

export async function removeNewsFile(ctx: Ctx, newsId: string, fileId: string) {
  await requireNews(ctx, newsId)
  await ctx.db.transaction(async (tx) => {
    const { user, item } = await requireNews(ctx, newsId, tx)
    if (!(await deleteShownFile(tx, { newsId }, fileId))) throw notFound()
    const at = ctx.now()
    await updateNews(tx, newsId, { changedAt: at })
    const line = { at, actorId: user.id, schoolId: item.officeId, targetId: newsId }
    await insertAudit(tx, { ...line, action: 'news.file_removed', detail: { file: fileId } })
  })
  return showNews(ctx, newsId)
}

/** For everybody while the item is out, else for who writes it. */
export async function openNewsFile(ctx: Ctx, newsId: string, fileId: string) {
  const isOut = (await findShownNews(ctx.db, ctx.now(), newsId)) !== null
  if (!isOut && ctx.user === null) throw notFound()
  if (!isOut) await requireNews(ctx, newsId)
  return openShown(ctx, { newsId }, fileId)
}
