import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, id } from './columns.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

/** Days without school, both ends included. */
export const schoolHolidays = pgTable(
  'school_holidays',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id, { onDelete: 'cascade' }),
    fromDate: date({ mode: 'string' }).notNull(),
    toDate: date({ mode: 'string' }).notNull(),
    name: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('school_holidays_span').on(table.schoolId, table.fromDate, table.toDate, table.name),
    check('school_holidays_order', sql`${table.toDate} >= ${table.fromDate}`),
    check('school_holidays_length', sql`${table.toDate} - ${table.fromDate} < 120`),
    check('school_holidays_name', sql`length(${table.name}) between 1 and 80`),
  ],
)

/** A time in which messages reach the pupils of a school although it is quiet: in one project, or in all. */
export const quietExceptions = pgTable(
  'quiet_exceptions',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id, { onDelete: 'cascade' }),
    /** Null for all projects: made by the school's administration. */
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    reason: text().notNull(),
    startsAt: at().notNull(),
    endsAt: at().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('quiet_exceptions_school').on(table.schoolId, table.endsAt),
    index('quiet_exceptions_project').on(table.projectId),
    check('quiet_exceptions_order', sql`${table.endsAt} >= ${table.startsAt}`),
    check('quiet_exceptions_reason', sql`length(${table.reason}) between 1 and 200`),
  ],
)
