import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { documents } from './documents.ts'
import { users } from './users.ts'

/** What a teacher took out of a page for good: its words are here and nowhere else, for the project's teachers, for some days. */
export const removals = pgTable(
  'removals',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** What it said, where it began and under which ids it lay, as `server/removals/removals.ts` writes it. */
    taken: json().$type<object>().notNull(),
    /** Whose words they were, by id; people who are gone are no one's names. */
    authors: json().$type<string[]>().notNull(),
    reason: text(),
    removedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    removedAt: at().notNull(),
    /** When the last of its bytes left the room, the snapshot and the log. */
    forgottenAt: at(),
  },
  (table) => [
    index('removals_document').on(table.documentId),
    index('removals_removed').on(table.removedAt),
    check('removals_reason', sql`length(${table.reason}) between 1 and 200`),
  ],
)
