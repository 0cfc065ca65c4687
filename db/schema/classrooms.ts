import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, id } from './columns.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

/** A class of pupils of one school. */
export const classrooms = pgTable(
  'classrooms',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id),
    name: text().notNull(),
    /** Ages of its pupils, for the partner search and for the early-reader shell. */
    ageFrom: smallint().notNull(),
    ageTo: smallint().notNull(),
    createdAt: createdAt(),
    archivedAt: at(),
    /** On which day its pupils left the school, where it was moved up no further. */
    leftOn: date(),
  },
  (table) => [
    unique('classrooms_school_name').on(table.schoolId, table.name),
    check('classrooms_name', sql`length(${table.name}) between 1 and 40`),
    check('classrooms_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
  ],
)

/** Who is in which classroom. */
export const classroomPupils = pgTable(
  'classroom_pupils',
  {
    classroomId: uuid()
      .notNull()
      .references(() => classrooms.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.classroomId, table.userId] }),
    index('classroom_pupils_user').on(table.userId),
  ],
)

/** Which staff teach it. */
export const classroomTeachers = pgTable(
  'classroom_teachers',
  {
    classroomId: uuid()
      .notNull()
      .references(() => classrooms.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.classroomId, table.userId] }),
    index('classroom_teachers_user').on(table.userId),
  ],
)
