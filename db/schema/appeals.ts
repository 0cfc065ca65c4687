import { sql } from 'drizzle-orm'
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { users } from './users.ts'
import { writingRules } from './writing-rules.ts'

/** A pupil asks another teacher to look at a sanction: once for each, and gone with it. */
export const appeals = pgTable(
  'appeals',
  {
    ruleId: uuid()
      .primaryKey()
      .references(() => writingRules.id, { onDelete: 'cascade' }),
    /** What the pupil says to it. */
    words: text().notNull(),
    at: at().notNull(),
    /** Where the sanction stays: why. */
    answer: text(),
    answeredBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    answeredAt: at(),
  },
  (table) => [
    check('appeals_words', sql`length(${table.words}) <= 500`),
    check('appeals_answer', sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
    check('appeals_answer_letters', sql`length(${table.answer}) between 1 and 200`),
  ],
)
