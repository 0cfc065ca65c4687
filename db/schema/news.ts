import { sql } from 'drizzle-orm'
import { char, check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, id } from './columns.ts'
import { offices } from './offices.ts'
import { countries, regions } from './schools.ts'
import { officialTexts, themes } from './texts.ts'
import { users } from './users.ts'
import { newsKinds, newsStates } from './values.ts'

/** What an office has to tell, to a country, one of its regions or (without either) to everybody, as long as it lives. */
export const news = pgTable(
  'news',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    kind: text({ enum: newsKinds }).notNull(),
    countryCode: char({ length: 2 }).references(() => countries.code),
    regionId: uuid().references(() => regions.id),
    themeId: text().references(() => themes.id),
    state: text({ enum: newsStates }).notNull().default('draft'),
    /** The first day on which it is shown. */
    fromDate: date().notNull(),
    /** The first day on which it is shown no more; null: it stays. */
    toDate: date(),
    /** Of an event: when and where. */
    startsAt: at(),
    endsAt: at(),
    place: text().notNull().default(''),
    /** Where there is more about it. */
    url: text(),
    /** Counts its changes: who changes what somebody else has changed meanwhile is told. */
    version: integer().notNull().default(1),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedAt: at().notNull(),
    /** When it was published first; in this order it is read. */
    publishedAt: at(),
  },
  (table) => [
    index('news_office').on(table.officeId, table.createdAt),
    index('news_published')
      .on(table.publishedAt, table.id)
      .where(sql`${table.state} = 'published'`),
    check('news_kind', sql`${table.kind} in ('policy', 'action', 'practice', 'opportunity', 'event')`),
    check('news_state', sql`${table.state} in ('draft', 'published', 'withdrawn')`),
    check('news_published_at', sql`${table.state} <> 'published' or ${table.publishedAt} is not null`),
    check('news_dates', sql`${table.toDate} > ${table.fromDate}`),
    check('news_event', sql`(${table.kind} = 'event') = (${table.startsAt} is not null)`),
    check('news_event_end', sql`${table.endsAt} >= ${table.startsAt}`),
    check('news_region', sql`${table.regionId} is null or ${table.countryCode} is not null`),
    check('news_place', sql`length(${table.place}) <= 200`),
    check('news_url', sql`length(${table.url}) <= 500`),
  ],
)

/** What it says in one language. */
export const newsTexts = pgTable(
  'news_texts',
  {
    newsId: uuid()
      .notNull()
      .references(() => news.id, { onDelete: 'cascade' }),
    language: text().notNull(),
    title: text().notNull(),
    body: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.newsId, table.language] }),
    check('news_texts_title', sql`length(${table.title}) between 1 and 160`),
    check('news_texts_body', sql`length(${table.body}) between 1 and 8000`),
  ],
)

/** The official texts that it cites. */
export const newsCitations = pgTable(
  'news_citations',
  {
    newsId: uuid()
      .notNull()
      .references(() => news.id, { onDelete: 'cascade' }),
    textId: text()
      .notNull()
      .references(() => officialTexts.id),
  },
  (table) => [primaryKey({ columns: [table.newsId, table.textId] }), index('news_citations_text').on(table.textId)],
)
