import {
  type AnyPgColumn,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, tsvector } from './columns.ts'
import { offers } from './offers.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'
import { directoryLists } from './values.ts'

/*
 * What is looked through in the directory, beside what it is made of: each row holds only what every teacher of the programme
 * may see. Triggers (migration of the directory) note in `directory_news` whatever changed, in the transaction that changes it.
 */

/** One list; the next one is one more line below. */
const directoryTable = <Name extends string>(name: Name, subject: () => AnyPgColumn) =>
  pgTable(
    name,
    {
      id: uuid().primaryKey().references(subject, { onDelete: 'cascade' }),
      /** From 0 to 1,048,575: of equals the higher comes first. */
      rank: integer().notNull(),
      /** Words by their Latin keys, the same of the title, filters, and where the rank lies: `server/search/lexemes.ts`. */
      words: tsvector().notNull(),
      /** As it is shown, to the letter. */
      shown: jsonb().notNull(),
      /** When it came into the list, or something was said of it that one filters by. */
      since: createdAt(),
    },
    (table) => [
      index(`${name}_words`).using('gin', table.words).with({ fastupdate: false }),
      index(`${name}_rank`).on(table.rank, table.id),
      index(`${name}_since`).on(table.since),
    ],
  )

export const directoryPeople = directoryTable('directory_people', () => users.id)
export const directorySchools = directoryTable('directory_schools', () => schools.id)
export const directoryProjects = directoryTable('directory_projects', () => projects.id)
export const directoryCircles = directoryTable('directory_circles', () => projects.id)
export const directoryOffers = directoryTable('directory_offers', () => offers.id)

/** What changed and is not yet looked through, in its order. */
export const directoryNews = pgTable(
  'directory_news',
  {
    number: bigserial({ mode: 'number' }).primaryKey(),
    list: text({ enum: directoryLists }).notNull(),
    id: uuid().notNull(),
  },
  (table) => [index('directory_news_list').on(table.list, table.number)],
)

/**
 * Every word of letters alone of a list, with what is left of it where one or two letters are missing, as numbers: a slip meets its word there.
 * A word that is used no more is gone at once.
 */
export const searchWords = pgTable(
  'search_words',
  {
    list: text({ enum: directoryLists }).notNull(),
    word: text().notNull(),
    deletes: integer().array().notNull(),
    uses: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.word] }),
    index('search_words_deletes').using('gin', table.deletes).with({ fastupdate: false }),
  ],
)
