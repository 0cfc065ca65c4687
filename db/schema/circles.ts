import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { offices } from './offices.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'
import { circleWays } from './values.ts'

/** A group of teachers about a theme: a project of the kind `circle`, of which this is what a project does not have. */
export const circles = pgTable(
  'circles',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** How one comes in. */
    way: text({ enum: circleWays }).notNull(),
  },
  (table) => [check('circles_way', sql`${table.way} in ('open', 'asked')`)],
)

/** Who asks to come in. Who was told no sees nothing of it. */
export const circleAsks = pgTable(
  'circle_asks',
  {
    circleId: uuid()
      .notNull()
      .references(() => circles.projectId, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    words: text().notNull(),
    askedAt: at().notNull(),
    declinedAt: at(),
  },
  (table) => [
    primaryKey({ columns: [table.circleId, table.userId] }),
    index('circle_asks_user').on(table.userId),
    check('circle_asks_words', sql`length(${table.words}) <= 1000`),
  ],
)

/** Which circles an office recommends to the teachers of its country; that of Europe to all. */
export const circleFeatures = pgTable(
  'circle_features',
  {
    circleId: uuid()
      .notNull()
      .references(() => circles.projectId, { onDelete: 'cascade' }),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId, { onDelete: 'cascade' }),
    by: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.circleId, table.officeId] }),
    index('circle_features_office').on(table.officeId),
    index('circle_features_by').on(table.by),
  ],
)
