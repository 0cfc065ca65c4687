import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findRegionById, findCountry } from '#db/queries/countries.ts'
import { insertNews, replaceNewsWords, updateNews } from '#db/queries/news.ts'
import { countOfficialTexts, hasTheme } from '#db/queries/texts.ts'
import type { NewsState } from '#db/schema/values.ts'
import { requireNews } from '../access/news.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import type { NewsChange, NewsDraft } from './input.ts'
import { showNews } from './news.ts'

/* News as an office writes them: drafted, published, withdrawn, and out again. Each step is a line of its audit. */

type Place = Pick<NewsDraft, 'countryCode' | 'regionId'>

/** An office writes to its country or one of its regions; that of Europe to everybody or to any country. */
async function requirePlace(tx: Tx, own: string | null, { countryCode, regionId }: Place): Promise<void> {
  if (own !== null && countryCode !== own) throw invalidField('countryCode', 'news_elsewhere')
  if (countryCode !== null && !(await findCountry(tx, countryCode)))
    throw invalidField('countryCode', 'country_unknown')
  if (regionId === null) return
  const region = await findRegionById(tx, regionId)
  if (region === null || region.countryCode !== countryCode) throw invalidField('regionId', 'region_unknown')
}

function requireTimes({ kind, from, to, startsAt, endsAt }: NewsDraft): void {
  if (to !== null && to <= from) throw invalidField('to', 'date_order')
  if ((kind === 'event') !== (startsAt !== null)) throw invalidField('startsAt', 'news_time')
  if (endsAt !== null && (startsAt === null || Date.parse(endsAt) < Date.parse(startsAt)))
    throw invalidField('endsAt', 'news_time_order')
}

async function requireFitting(tx: Tx, own: string | null, draft: NewsDraft): Promise<void> {
  requireTimes(draft)
  await requirePlace(tx, own, draft)
  if (draft.themeId !== null && !(await hasTheme(tx, draft.themeId))) throw invalidField('themeId', 'news_theme')
  const cited = new Set(draft.citations)
  if ((await countOfficialTexts(tx, [...cited])) < cited.size) throw invalidField('citations', 'news_citation')
}

const momentOf = (text: string | null) => (text === null ? null : new Date(text))

const rowOf = ({ from, to, startsAt, endsAt, texts: _, citations: __, ...row }: NewsDraft) => ({
  ...row,
  fromDate: from,
  toDate: to,
  startsAt: momentOf(startsAt),
  endsAt: momentOf(endsAt),
})

const wordsOf = ({ texts, citations }: NewsDraft) => ({ texts, citations: [...new Set(citations)] })

/** Begins an item. Nobody but who writes at the office sees it. */
export async function draftNews(ctx: Ctx, officeId: string, draft: NewsDraft) {
  await requireOffice(ctx, officeId, 'news.edit')
  const newsId = await ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'news.edit', tx)
    await requireFitting(tx, office.countryCode, draft)
    const at = ctx.now()
    const id = await insertNews(tx, {
      ...rowOf(draft),
      ...{ officeId, createdBy: user.id, createdAt: at, changedAt: at },
    })
    await replaceNewsWords(tx, id, wordsOf(draft))
    await insertAudit(tx, { at, actorId: user.id, schoolId: officeId, targetId: id, action: 'news.drafted' })
    return id
  })
  return showNews(ctx, newsId)
}

/** From where an item comes to where. */
const steps: Record<NewsState, readonly NewsState[]> = {
  draft: ['published'],
  published: ['withdrawn'],
  withdrawn: ['published'],
}

export async function changeNews(ctx: Ctx, newsId: string, change: NewsChange) {
  await requireNews(ctx, newsId)
  await ctx.db.transaction(async (tx) => {
    const { user, office, item } = await requireNews(ctx, newsId, tx)
    const at = ctx.now()
    const line = { at, actorId: user.id, schoolId: item.officeId, targetId: newsId }
    if ('state' in change) {
      const { state } = change
      if (!steps[item.state].includes(state)) throw new AppError('conflict', 'news_not_now')
      await updateNews(tx, newsId, { state, changedAt: at, publishedAt: item.publishedAt ?? at })
      return insertAudit(tx, { ...line, action: state === 'published' ? 'news.published' : 'news.withdrawn' })
    }
    const { version, ...draft } = change
    if (version !== item.version) throw new AppError('conflict', 'news_changed')
    await requireFitting(tx, office.countryCode, draft)
    await updateNews(tx, newsId, { ...rowOf(draft), changedAt: at })
    await replaceNewsWords(tx, newsId, wordsOf(draft))
    const languages = draft.texts.map(({ language }) => language).join(' ')
    return insertAudit(tx, { ...line, action: 'news.changed', detail: { languages } })
  })
  return showNews(ctx, newsId)
}
