import { sql } from 'drizzle-orm'
import { boolean, char, check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { countries } from './schools.ts'
import { officialTextKinds } from './values.ts'

/** What projects and news are about for a time, in a country or (null) everywhere. Kept by `db/seed/texts.ts`. */
export const themes = pgTable(
  'themes',
  {
    id: text().primaryKey(),
    countryCode: char({ length: 2 }).references(() => countries.code),
    /** In the language of who set it. */
    title: text().notNull(),
    language: text().notNull(),
    fromDate: date().notNull(),
    /** The first day on which it is over; null while it goes on. */
    toDate: date(),
    /** Who says so. */
    source: text().notNull(),
  },
  (table) => [
    check('themes_id', sql`${table.id} ~ '^[a-z0-9-]{1,40}$'`),
    check('themes_dates', sql`${table.toDate} > ${table.fromDate}`),
  ],
)

/** What a ministry has published about the programme, with its number, its day and its address. Kept by `db/seed/texts.ts`. */
export const officialTexts = pgTable(
  'official_texts',
  {
    id: text().primaryKey(),
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    kind: text({ enum: officialTextKinds }).notNull(),
    number: text().notNull(),
    date: date().notNull(),
    title: text().notNull(),
    language: text().notNull(),
    /** Null where nobody has found it. */
    url: text(),
    /** Where all this was read. */
    source: text().notNull(),
    /** Whether number, day and title were read in the text itself. */
    isVerified: boolean().notNull(),
  },
  (table) => [
    index('official_texts_country').on(table.countryCode, table.date),
    check('official_texts_id', sql`${table.id} ~ '^[a-z0-9-]{1,40}$'`),
    check('official_texts_kind', sql`${table.kind} in ('circular', 'note', 'bulletin')`),
  ],
)
