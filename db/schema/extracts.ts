import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { channels, messages } from './chat.ts'
import { at, id, json } from './columns.ts'
import { documents, versions } from './documents.ts'
import { fileColumns } from './files.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'
import { extractKinds } from './values.ts'

/** A dated copy of what somebody made, taken as evidence of their work. It outlives what it was taken from. */
export const extracts = pgTable(
  'extracts',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: extractKinds }).notNull(),
    /** Where it was taken, as long as that is there. */
    documentId: uuid().references(() => documents.id, { onDelete: 'set null' }),
    versionId: uuid().references(() => versions.id, { onDelete: 'set null' }),
    objectId: text(),
    channelId: uuid().references(() => channels.id, { onDelete: 'set null' }),
    messageId: uuid().references(() => messages.id, { onDelete: 'set null' }),
    /** What it said, in ids and without names (`server/extracts/content.ts`). */
    content: json().$type<object>().notNull(),
    language: text(),
    takenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    takenAt: at().notNull(),
    /** When what it was taken from was made, or last written. */
    madeAt: at().notNull(),
  },
  (table) => [
    index('extracts_project').on(table.projectId, table.takenAt),
    index('extracts_document').on(table.documentId),
    check('extracts_kind', sql`${table.kind} in ('passage', 'version', 'object', 'message', 'recording', 'figure')`),
  ],
)

/** Whose work an extract shows. No person goes while one holds their words: it is emptied of them first. */
export const extractAuthors = pgTable(
  'extract_authors',
  {
    extractId: uuid()
      .notNull()
      .references(() => extracts.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.extractId, table.userId] }), index('extract_authors_user').on(table.userId)],
)

/** Copies of the pictures, files and voice notes that an extract shows. Who may read it may read them. */
export const extractFiles = pgTable(
  'extract_files',
  {
    id: id(),
    extractId: uuid()
      .notNull()
      .references(() => extracts.id, { onDelete: 'cascade' }),
    /** Whose it is; null for nobody's. */
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    ...fileColumns(),
  },
  (table) => [
    index('extract_files_extract').on(table.extractId),
    check('extract_files_kind', sql`${table.kind} in ('picture', 'file', 'voice')`),
  ],
)
