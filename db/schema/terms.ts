import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'
import { posts } from './values.ts'

/**
 * Who had which post at which school, from when to when. Rows are ended and never overwritten: what was true on a day in the
 * past can be asked for ever.
 */
export const terms = pgTable(
  'terms',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id),
    post: text({ enum: posts }).notNull(),
    /** By the school's own calendar. */
    fromDate: date().notNull(),
    /** The first day on which it is over; null while it goes on. The same as `fromDate`: it was given by mistake and never held. */
    toDate: date(),
    /** It ended with a suspension, whose end begins the post anew. */
    endedBySuspension: boolean().notNull().default(false),
    /** Whether who holds it wants to be named on the school's public page. Theirs to say, and of a head alone. */
    isNamed: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    index('terms_user').on(table.userId),
    index('terms_school').on(table.schoolId, table.fromDate),
    uniqueIndex('terms_running')
      .on(table.userId, table.schoolId, table.post)
      .where(sql`${table.toDate} is null`),
    uniqueIndex('terms_one_head')
      .on(table.schoolId)
      .where(sql`${table.toDate} is null and ${table.post} = 'head'`),
    check(
      'terms_post',
      sql`${table.post} in ('teacher', 'head', 'management', 'librarian', 'trainee', 'trainer', 'office')`,
    ),
    check('terms_named', sql`not ${table.isNamed} or ${table.post} = 'head'`),
    check('terms_dates', sql`${table.toDate} >= ${table.fromDate}`),
    check('terms_suspension', sql`not ${table.endedBySuspension} or ${table.toDate} is not null`),
  ],
)
