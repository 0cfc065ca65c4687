import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { officialTexts, themes } from './texts.ts'
import { users } from './users.ts'

/** What a project shows of itself in the gallery. Nobody but its teachers sees it until each of its schools has agreed. */
export const presentations = pgTable(
  'presentations',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    summary: text().notNull(),
    language: text().notNull(),
    themeId: text().references(() => themes.id),
    /** What of Préau it was made with. */
    tools: text().array().notNull(),
    /** Counts its changes: a school agrees to what it has read, and to nothing later. */
    version: integer().notNull().default(1),
    changedAt: at().notNull(),
    /** When all had agreed, the last time. */
    publishedAt: at(),
  },
  (table) => [
    index('presentations_published').on(table.publishedAt, table.projectId),
    check('presentations_title', sql`length(${table.title}) between 1 and 160`),
    check('presentations_summary', sql`length(${table.summary}) between 1 and 4000`),
    check('presentations_tools', sql`${table.tools} <@ array['page', 'board', 'wall', 'chat', 'forum', 'meeting']`),
  ],
)

/** A teacher of a school agrees that all may read this version. Any of them takes it back for all. */
export const presentationYeses = pgTable(
  'presentation_yeses',
  {
    projectId: uuid()
      .notNull()
      .references(() => presentations.projectId, { onDelete: 'cascade' }),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.schoolId] }),
    index('presentation_yeses_school').on(table.schoolId),
  ],
)

/** The official texts that it cites. */
export const presentationCitations = pgTable(
  'presentation_citations',
  {
    projectId: uuid()
      .notNull()
      .references(() => presentations.projectId, { onDelete: 'cascade' }),
    textId: text()
      .notNull()
      .references(() => officialTexts.id),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.textId] }),
    index('presentation_citations_text').on(table.textId),
  ],
)
