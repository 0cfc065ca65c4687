import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { offices } from './offices.ts'
import { regions } from './schools.ts'
import { users } from './users.ts'
import type { Locale } from './values.ts'

/** What a circular says in one language. */
export interface CircularText {
  locale: Locale
  subject: string
  text: string
}

/**
 * What an office wrote by mail to the teachers of a region: the register of it. Who got it is counted and not listed; the
 * words are the office's own and stay.
 */
export const circulars = pgTable(
  'circulars',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    regionId: uuid()
      .notNull()
      .references(() => regions.id),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** One for each language; the first is read by who reads none of the others. */
    texts: jsonb().$type<CircularText[]>().notNull(),
    /** To how many it was put into the outbox. */
    readers: integer().notNull(),
    sentAt: at().notNull(),
  },
  (table) => [
    index('circulars_office').on(table.officeId, table.sentAt),
    index('circulars_region').on(table.regionId, table.sentAt),
    check('circulars_readers', sql`${table.readers} > 0`),
    check('circulars_texts', sql`jsonb_array_length(${table.texts}) between 1 and 3`),
  ],
)
