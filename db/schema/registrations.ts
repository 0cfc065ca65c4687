import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { users } from './users.ts'
import { saidPosts } from './values.ts'

/**
 * Who asks for an account, until they have followed the link in their mail. What they said of themselves is sealed with a
 * key that is not in the database, and their address is a keyed hash: whoever reads the table, or a backup, learns of nobody.
 */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    /** Who asks twice has one: the later takes the place of the earlier, and so does its link. */
    addressHash: text().notNull().unique(),
    sealed: text().notNull(),
    /** Of the link in the last letter; null until one is written. */
    tokenHash: text().unique(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  (table) => [index('registrations_expires').on(table.expiresAt)],
)

/** What somebody who signed up said they are at their school, until somebody who knows has said yes. */
export const newcomers = pgTable(
  'newcomers',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    post: text({ enum: saidPosts }).notNull(),
    /** Nobody had heard of their school: it is shown to nobody else, and goes with them where they are refused. */
    bringsSchool: boolean().notNull(),
    createdAt: at().notNull(),
  },
  (table) => [check('newcomers_post', sql`${table.post} in ('teacher', 'head', 'management', 'librarian')`)],
)
