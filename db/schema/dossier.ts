import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, json } from './columns.ts'
import { projects, projectSchools } from './projects.ts'
import { users } from './users.ts'
import { dossierFields } from './values.ts'

/**
 * What the teachers of a project write about it: its outline, the pact of its partners and the report at its end. A field at
 * a time; whoever saves says from which revision they began.
 */
export const dossier = pgTable(
  'dossier',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    field: text({ enum: dossierFields }).notNull(),
    /** A list of one: what `server/dossier/fields.ts` reads; null in it of a field that is a column of the project. */
    value: json().notNull(),
    revision: integer().notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    changedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.field] }),
    check(
      'dossier_field',
      sql`${table.field} in ('aims', 'process', 'results', 'pupils', 'tools', 'weeks', 'languages', 'subjects', 'ages', 'rhythm', 'speaking', 'calendars', 'tasks', 'answering', 'silence', 'made', 'learned', 'met', 'differently')`,
    ),
    check('dossier_revision', sql`${table.revision} > 0`),
  ],
)

/** That a school has said yes to the pact as it was then. */
export const pactAgreements = pgTable(
  'pact_agreements',
  {
    projectId: uuid().notNull(),
    schoolId: uuid().notNull(),
    /** Of the pact: the sum of its fields' revisions. */
    revision: integer().notNull(),
    agreedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    agreedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.schoolId] }),
    foreignKey({
      columns: [table.projectId, table.schoolId],
      foreignColumns: [projectSchools.projectId, projectSchools.schoolId],
    }).onDelete('cascade'),
  ],
)
