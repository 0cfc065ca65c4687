import { sql } from 'drizzle-orm'
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'

/** The one timer of a project, seen by all in it. It is looked at by its end: nobody has to take it away. */
export const timers = pgTable(
  'timers',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** What the time is for. */
    words: text(),
    startedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    startedAt: at().notNull(),
    endsAt: at().notNull(),
    /** It stands still since then: what was left at that moment is left still. */
    pausedAt: at(),
  },
  (table) => [
    check('timers_words', sql`length(${table.words}) between 1 and 120`),
    check('timers_end', sql`${table.endsAt} >= ${table.startedAt}`),
  ],
)
