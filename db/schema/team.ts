import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { projects, projectSchools } from './projects.ts'
import { users } from './users.ts'
import { teamThemes } from './values.ts'

/** What the team of a project says of itself: to the school, and on its pages. */
export const teams = pgTable(
  'teams',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    theme: text({ enum: teamThemes }),
    /** What the school and parents call it; empty: the name of the project. */
    publicTitle: text().notNull().default(''),
    /** School year by the year it begins in. */
    year: smallint().notNull(),
  },
  (table) => [
    check(
      'teams_theme',
      sql`${table.theme} in ('body_health', 'arts_culture', 'ecology', 'information', 'antiquity', 'languages', 'economy', 'science')`,
    ),
    check('teams_title', sql`length(${table.publicTitle}) <= 120`),
    check('teams_year', sql`${table.year} between 2000 and 2200`),
  ],
)

/** A subject in a project: who teaches it, and the hours that are planned for it. */
export const teamSubjects = pgTable(
  'team_subjects',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    subject: text().notNull(),
    /** Null where nobody teaches it yet, or no longer. */
    teacherId: uuid().references(() => users.id, { onDelete: 'set null' }),
    hours: smallint().notNull().default(0),
  },
  (table) => [
    index('team_subjects_project').on(table.projectId),
    check('team_subjects_subject', sql`length(${table.subject}) between 1 and 60`),
    check('team_subjects_hours', sql`${table.hours} between 0 and 500`),
  ],
)

/** That the head of a school has said yes to a project; a row that is gone is a yes that was taken back. */
export const teamApprovals = pgTable(
  'team_approvals',
  {
    projectId: uuid().notNull(),
    schoolId: uuid().notNull(),
    approvedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    approvedAt: at().notNull(),
    note: text().notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.schoolId] }),
    index('team_approvals_school').on(table.schoolId),
    foreignKey({
      columns: [table.projectId, table.schoolId],
      foreignColumns: [projectSchools.projectId, projectSchools.schoolId],
    }).onDelete('cascade'),
    check('team_approvals_note', sql`length(${table.note}) <= 300`),
  ],
)
