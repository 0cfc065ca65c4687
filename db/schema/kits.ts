import { sql } from 'drizzle-orm'
import { check, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, json } from './columns.ts'
import { fileColumns } from './files.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

/** For whom a kit is: teachers of the school that made it, or of every school here. */
export const kitAudiences = ['school', 'everybody'] as const

/** What teachers made for a project, to begin others with. It holds nothing that a pupil wrote. */
export const kits = pgTable(
  'kits',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    summary: text().notNull(),
    language: text().notNull(),
    ageFrom: smallint().notNull(),
    ageTo: smallint().notNull(),
    /** Who is to be named as its author, in the words of whoever made it. */
    credit: text().notNull(),
    licence: text().notNull(),
    audience: text({ enum: kitAudiences }).notNull(),
    /** As `kitContent` reads it (`server/kits/content.ts`). */
    content: json().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('kits_school').on(table.schoolId),
    check('kits_audience', sql`${table.audience} in ('school', 'everybody')`),
    check('kits_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
    check('kits_credit', sql`length(${table.credit}) > 0 and length(${table.licence}) > 0`),
  ],
)

/** Copies of the pictures and files that a kit shows. */
export const kitFiles = pgTable(
  'kit_files',
  {
    id: id(),
    kitId: uuid()
      .notNull()
      .references(() => kits.id, { onDelete: 'cascade' }),
    ...fileColumns(),
  },
  (table) => [
    index('kit_files_kit').on(table.kitId),
    check('kit_files_kind', sql`${table.kind} in ('picture', 'file', 'voice')`),
  ],
)

/** That a project began with a kit: its author and licence go with what was copied, whatever becomes of the kit. */
export const kitCopies = pgTable(
  'kit_copies',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    credit: text().notNull(),
    licence: text().notNull(),
    copiedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    copiedAt: createdAt(),
  },
  (table) => [index('kit_copies_project').on(table.projectId)],
)
