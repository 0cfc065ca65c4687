import { sql } from 'drizzle-orm'
import { check, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, json } from './columns.ts'
import { members } from './projects.ts'

/** What a pupil prepares for an oral about the project: what it is called, the plan, and what is shown. */
export const oralFiles = pgTable(
  'oral_files',
  {
    projectId: uuid().notNull(),
    userId: uuid().notNull(),
    title: text().notNull().default(''),
    /** Of the part that is said in a foreign language; null: there is none. */
    language: text(),
    /** `OralPart[]` (server/sheets/oral-input.ts): what is said, and for how many seconds. */
    parts: json().notNull().default([]),
    /** Extracts in the order in which they are shown; of one that is gone nothing is shown. */
    extractIds: uuid().array().notNull().default([]),
    changedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    foreignKey({
      columns: [table.projectId, table.userId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
    check('oral_files_title', sql`length(${table.title}) <= 160`),
  ],
)
