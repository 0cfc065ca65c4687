import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, json } from './columns.ts'
import { users } from './users.ts'
import { directoryLists } from './values.ts'

/** What somebody looks for in the directory again and again, to be told of what is new. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    /** Given by the browser: what is sent again is there once. */
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    list: text({ enum: directoryLists }).notNull(),
    /** Words and filters, as the directory is asked for them. */
    wish: json().$type<Record<string, string>>().notNull(),
    /** Whether the bell rings for it. */
    isTold: boolean().notNull().default(true),
    createdAt: at().notNull(),
    /** What came after this is new. */
    newSince: at().notNull(),
    /** Up to when its owner has seen what is new. */
    lookedAt: at().notNull(),
    /** Up to when it was looked through for them. */
    toldAt: at().notNull(),
  },
  (table) => [
    index('saved_searches_user').on(table.userId, table.createdAt),
    index('saved_searches_due')
      .on(table.toldAt)
      .where(sql`${table.isTold}`),
    check('saved_searches_list', sql`${table.list} in ('people', 'schools', 'projects', 'offers', 'circles')`),
  ],
)
