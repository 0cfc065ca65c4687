import { date, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from './columns.ts'
import { documents } from './documents.ts'
import { users } from './users.ts'

/** The secret in the address of somebody's calendar, as its hash; a new one takes the place of the old. */
export const calendarKeys = pgTable('calendar_keys', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  keyHash: text().notNull().unique(),
  madeAt: createdAt(),
})

/** Of what in a plan, due on which day, somebody's bell has rung: once, unless the day changes. */
export const planReminders = pgTable(
  'plan_reminders',
  {
    documentId: uuid().notNull(),
    objectId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    due: date({ mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.objectId, table.userId, table.due] }),
    foreignKey({ columns: [table.documentId], foreignColumns: [documents.id] }).onDelete('cascade'),
  ],
)
