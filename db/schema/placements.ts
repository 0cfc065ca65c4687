import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { members } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

/** A trainee of an institution at a host school, for a time. Rows are ended and stay. */
export const placements = pgTable(
  'placements',
  {
    id: id(),
    traineeId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    institutionId: uuid()
      .notNull()
      .references(() => schools.id),
    hostSchoolId: uuid()
      .notNull()
      .references(() => schools.id),
    /** Of the institution or of the host. */
    tutorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** By the host's calendar. */
    fromDate: date().notNull(),
    /** The first day on which it is over. */
    toDate: date().notNull(),
    createdAt: at().notNull(),
    /** When the host said yes; null: it has not, and the trainee is nowhere. */
    agreedAt: at(),
    agreedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** When the trainee was taken out of the host's projects; null: that is still to come. */
    endedAt: at(),
  },
  (table) => [
    index('placements_trainee').on(table.traineeId),
    index('placements_institution').on(table.institutionId),
    index('placements_host').on(table.hostSchoolId),
    index('placements_tutor').on(table.tutorId),
    index('placements_going_on')
      .on(table.toDate)
      .where(sql`${table.endedAt} is null`),
    check('placements_dates', sql`${table.toDate} >= ${table.fromDate}`),
    check('placements_schools', sql`${table.institutionId} <> ${table.hostSchoolId}`),
  ],
)

/** Projects that a trainee came into by a placement, and leaves with it. */
export const placementProjects = pgTable(
  'placement_projects',
  {
    placementId: uuid()
      .notNull()
      .references(() => placements.id, { onDelete: 'cascade' }),
    projectId: uuid().notNull(),
    traineeId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.placementId, table.projectId] }),
    index('placement_projects_member').on(table.projectId, table.traineeId),
    foreignKey({
      columns: [table.projectId, table.traineeId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
  ],
)

/** What a trainee thinks of their own work, for tutor and institution. */
export const journalEntries = pgTable(
  'journal_entries',
  {
    id: id(),
    placementId: uuid()
      .notNull()
      .references(() => placements.id, { onDelete: 'cascade' }),
    at: at().notNull(),
    text: text().notNull(),
  },
  (table) => [
    index('journal_entries_placement').on(table.placementId, table.at),
    check('journal_entries_text', sql`length(${table.text}) between 1 and 4000`),
  ],
)
