import {
  findNewsAt,
  findReaderPlace,
  listNewsAt,
  listNewsCitations,
  listNewsTexts,
  listShownNews,
  type NewsFilter,
  type NewsPage,
} from '#db/queries/news.ts'
import { listShownFiles } from '#db/queries/shown-files.ts'
import { requireSchool } from '../access/grants.ts'
import { requireNews } from '../access/news.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { viewInList, viewItem } from './views.ts'

/* News as their readers and their writers find them. */

type Asked = Pick<NewsFilter, 'kind' | 'language' | 'theme'> & {
  office?: string | undefined
  before?: string | undefined
  limit: number
}

/**
 * What is new for a teacher: of their country and region in any language, and of everybody in theirs, by time. Of an office:
 * all of it, for who writes there.
 */
export async function listNews(ctx: Ctx, { office, before, limit, ...filter }: Asked) {
  const reader = await readerOf(ctx, requireSchool(ctx, 'school.read'))
  const page = { before, limit: limit + 1 }
  const found = office === undefined ? await listOwn(ctx, reader, filter, page) : await listAt(ctx, office, page)
  const rows = found.slice(0, limit)
  const said = await listNewsTexts(
    ctx.db,
    rows.map(({ item }) => item.id),
  )
  return {
    news: rows.map((row) => viewInList(row, said, reader.languages)),
    nextBefore: found.length > limit ? (rows.at(-1)?.item.id ?? null) : null,
  }
}

type Page = Omit<NewsPage, 'before'> & { before: string | undefined }

type ReaderPlace = Awaited<ReturnType<typeof readerOf>>

/** Where a teacher is and which languages are theirs: of their screens, of their school, and English. */
async function readerOf(ctx: Ctx, { schoolId, locale }: SessionUser) {
  const school = await findReaderPlace(ctx.db, schoolId)
  if (!school) throw notFound()
  const languages = [...new Set([locale, school.locale, 'en'].filter((one) => one !== null))]
  return { country: school.countryCode, regionId: school.regionId, languages }
}

async function listOwn(ctx: Ctx, reader: ReaderPlace, filter: NewsFilter, { before, limit }: Page) {
  const { country, regionId, languages } = reader
  const start = before === undefined ? null : await placeOf(ctx, before, 'outSince')
  const own = { ...filter, country, region: { id: regionId }, spoken: { country, languages } }
  return listShownNews(ctx.db, ctx.now(), own, { before: start, limit })
}

async function listAt(ctx: Ctx, officeId: string, { before, limit }: Page) {
  await requireOffice(ctx, officeId, 'news.edit')
  const start = before === undefined ? null : await placeOf(ctx, before, 'createdAt')
  return listNewsAt(ctx.db, officeId, { before: start, limit })
}

/** Where the page before ended. What is not there, or was never published, is no place to begin at. */
export async function placeOf(ctx: Ctx, newsId: string, by: 'outSince' | 'createdAt'): Promise<NewsPage['before']> {
  const found = await findNewsAt(ctx.db, newsId)
  if (!found || (by === 'outSince' && found.item.publishedAt === null)) throw notFound()
  return { at: by === 'outSince' ? found.outSince : found.item.createdAt, id: newsId }
}

/** All of an item, for who writes it. */
export async function showNews(ctx: Ctx, newsId: string) {
  await requireNews(ctx, newsId)
  const found = await findNewsAt(ctx.db, newsId)
  if (!found) throw notFound()
  const texts = await listNewsTexts(ctx.db, [newsId], { isWhole: true })
  const citations = await listNewsCitations(ctx.db, newsId)
  const files = await listShownFiles(ctx.db, { newsId })
  return {
    news: {
      ...viewItem(found),
      url: found.item.url,
      version: found.item.version,
      texts: texts.map(({ newsId: _, ...text }) => text),
      citations: citations.map(({ id }) => id),
      files,
    },
  }
}
