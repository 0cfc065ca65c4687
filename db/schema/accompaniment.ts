import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { offices } from './offices.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

/** How an office accompanies a school or a project: dated notes for itself, which nobody else reads. */
export const accompanimentNotes = pgTable(
  'accompaniment_notes',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    schoolId: uuid().references(() => schools.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** On which day it was, by whoever writes. */
    day: date().notNull(),
    text: text().notNull(),
    at: at().notNull(),
  },
  (table) => [
    index('accompaniment_notes_office').on(table.officeId, table.day),
    index('accompaniment_notes_school').on(table.schoolId),
    index('accompaniment_notes_project').on(table.projectId),
    check('accompaniment_notes_subject', sql`num_nonnulls(${table.schoolId}, ${table.projectId}) = 1`),
    check('accompaniment_notes_text', sql`length(${table.text}) between 1 and 4000`),
  ],
)
