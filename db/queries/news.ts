import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { newsCitations, newsTexts, news } from '../schema/news.ts'
import { offices } from '../schema/offices.ts'
import { regions, schools } from '../schema/schools.ts'
import { officialTexts, themes } from '../schema/texts.ts'
import type { NewsKind } from '../schema/values.ts'

export type NewsRow = typeof news.$inferSelect
type NewNews = typeof news.$inferInsert
export type NewsText = Omit<typeof newsTexts.$inferSelect, 'newsId'>

export async function insertNews(tx: Tx, row: NewNews): Promise<string> {
  const [made] = await tx.insert(news).values(row).returning({ id: news.id })
  if (!made) throw new Error('news were not stored')
  return made.id
}

export async function findNewsRow(db: DbOrTx, newsId: string): Promise<NewsRow | null> {
  const [row] = await db.select().from(news).where(eq(news.id, newsId))
  return row ?? null
}

/** Holds an item until the transaction ends, so that two who change it do so one after the other. */
export async function lockNews(tx: Tx, newsId: string): Promise<NewsRow | null> {
  const [row] = await tx.select().from(news).where(eq(news.id, newsId)).for('update')
  return row ?? null
}

export async function updateNews(tx: Tx, newsId: string, changes: Partial<Omit<NewsRow, 'id'>>): Promise<void> {
  await tx
    .update(news)
    .set({ ...changes, version: sql`${news.version} + 1` })
    .where(eq(news.id, newsId))
}

/** What it says and cites, in the place of what it said and cited before. */
export async function replaceNewsWords(
  tx: Tx,
  newsId: string,
  { texts, citations }: { texts: readonly NewsText[]; citations: readonly string[] },
): Promise<void> {
  await tx.delete(newsTexts).where(eq(newsTexts.newsId, newsId))
  await tx.insert(newsTexts).values(texts.map((text) => ({ ...text, newsId })))
  await tx.delete(newsCitations).where(eq(newsCitations.newsId, newsId))
  if (citations.length > 0) await tx.insert(newsCitations).values(citations.map((textId) => ({ newsId, textId })))
}

const house = schools
const day = (now: Date) => sql`(${now.toISOString()}::timestamptz at time zone ${house.timeZone})::date`

/** Since when it is out: what was published ahead comes up on its first day, and not below what is older by then. */
const outSince =
  sql<Date>`greatest(${news.publishedAt}, ${news.fromDate}::timestamp at time zone ${house.timeZone})`.mapWith(
    news.publishedAt,
  )

const selectNews = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select({
      item: news,
      outSince,
      office: { id: house.id, name: house.name, timeZone: house.timeZone },
      region: regions.name,
      theme: { id: themes.id, title: themes.title, language: themes.language },
    })
    .from(news)
    .innerJoin(offices, eq(offices.schoolId, news.officeId))
    .innerJoin(house, eq(house.id, offices.schoolId))
    .leftJoin(regions, eq(regions.id, news.regionId))
    .leftJoin(themes, eq(themes.id, news.themeId))
    .where(where)
    .$dynamic()

export type FoundNews = Awaited<ReturnType<typeof selectNews>>[number]

/** Whether it is out on this day, by the clock of its office; that of an office that is closed is gone with it. */
const isShown = (now: Date) =>
  and(
    eq(news.state, 'published'),
    isNull(offices.closedOn),
    sql`${news.fromDate} <= ${day(now)} and (${news.toDate} is null or ${news.toDate} > ${day(now)})`,
  )

export interface NewsFilter {
  /** Of this country and of everybody. */
  country?: string | undefined
  /** Of a country's regions this one's alone. */
  region?: { id: string | null } | undefined
  kind?: NewsKind | undefined
  theme?: string | undefined
  /** In this language. */
  language?: string | undefined
  /** What is not of the country in one of these languages alone. */
  spoken?: { country: string; languages: readonly string[] } | undefined
}

const saysIn = (languages: readonly string[]) =>
  sql`exists (select from ${newsTexts} where ${newsTexts.newsId} = ${news.id} and ${inArray(newsTexts.language, [...languages])})`

const fits = ({ country, region, kind, theme, language, spoken }: NewsFilter) =>
  and(
    country === undefined ? undefined : or(isNull(news.countryCode), eq(news.countryCode, country)),
    region === undefined
      ? undefined
      : or(isNull(news.regionId), region.id === null ? undefined : eq(news.regionId, region.id)),
    kind === undefined ? undefined : eq(news.kind, kind),
    theme === undefined ? undefined : eq(news.themeId, theme),
    language === undefined ? undefined : saysIn([language]),
    spoken === undefined ? undefined : or(eq(news.countryCode, spoken.country), saysIn(spoken.languages)),
  )

export interface NewsPage {
  before: { at: Date; id: string } | null
  limit: number
}

/** What is out now, the newest first. */
export const listShownNews = (db: DbOrTx, now: Date, filter: NewsFilter, { before, limit }: NewsPage) =>
  selectNews(
    db,
    and(
      isShown(now),
      fits(filter),
      before === null
        ? undefined
        : sql`(${outSince}, ${news.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`,
    ),
  )
    .orderBy(desc(outSince), desc(news.id))
    .limit(limit)

export async function findShownNews(db: DbOrTx, now: Date, newsId: string): Promise<FoundNews | null> {
  const [row] = await selectNews(db, and(isShown(now), eq(news.id, newsId)))
  return row ?? null
}

/** All of an office, whatever became of it, the newest first. */
export const listNewsAt = (db: DbOrTx, officeId: string, { before, limit }: NewsPage) =>
  selectNews(
    db,
    and(
      eq(news.officeId, officeId),
      before === null
        ? undefined
        : or(lt(news.createdAt, before.at), and(eq(news.createdAt, before.at), lt(news.id, before.id))),
    ),
  )
    .orderBy(desc(news.createdAt), desc(news.id))
    .limit(limit)

export async function findNewsAt(db: DbOrTx, newsId: string): Promise<FoundNews | null> {
  const [row] = await selectNews(db, eq(news.id, newsId))
  return row ?? null
}

const longestExcerpt = 400

/** What these say in all their languages: their titles and how they begin, or all of it. */
export const listNewsTexts = (db: DbOrTx, newsIds: readonly string[], { isWhole = false } = {}) =>
  newsIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          newsId: newsTexts.newsId,
          language: newsTexts.language,
          title: newsTexts.title,
          body: isWhole ? newsTexts.body : sql<string>`left(${newsTexts.body}, ${longestExcerpt})`,
        })
        .from(newsTexts)
        .where(inArray(newsTexts.newsId, [...newsIds]))
        .orderBy(asc(newsTexts.language))

export const listNewsCitations = (db: DbOrTx, newsId: string) =>
  db
    .select({
      id: officialTexts.id,
      number: officialTexts.number,
      title: officialTexts.title,
      language: officialTexts.language,
      url: officialTexts.url,
    })
    .from(newsCitations)
    .innerJoin(officialTexts, eq(officialTexts.id, newsCitations.textId))
    .where(eq(newsCitations.newsId, newsId))
    .orderBy(asc(officialTexts.date), asc(officialTexts.id))

/** In which countries and languages there is something to read now. */
export async function listNewsPlaces(db: DbOrTx, now: Date) {
  const rows = await db
    .selectDistinct({ countryCode: news.countryCode, language: newsTexts.language })
    .from(news)
    .innerJoin(offices, eq(offices.schoolId, news.officeId))
    .innerJoin(house, eq(house.id, offices.schoolId))
    .innerJoin(newsTexts, eq(newsTexts.newsId, news.id))
    .where(isShown(now))
  return {
    countries: [...new Set(rows.flatMap(({ countryCode }) => countryCode ?? []))].toSorted(),
    languages: [...new Set(rows.map(({ language }) => language))].toSorted(),
  }
}

/** Where somebody's school lies and what is spoken there. */
export async function findReaderPlace(db: DbOrTx, schoolId: string) {
  const [row] = await db
    .select({ countryCode: schools.countryCode, regionId: schools.regionId, locale: schools.locale })
    .from(schools)
    .where(eq(schools.id, schoolId))
  return row ?? null
}
