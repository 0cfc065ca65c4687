import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { channels } from './chat.ts'
import { at, bytea, createdAt, id } from './columns.ts'
import { documents } from './documents.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'
import { fileKinds, type FileType } from './values.ts'

/** What there is of a picture, a file or a voice note, wherever it lies. */
export const fileColumns = () => ({
  kind: text({ enum: fileKinds }).notNull(),
  type: text().$type<FileType>().notNull(),
  /** Of a file: as it was called, cleaned, with the ending of its type. */
  name: text().notNull(),
  bytes: bytea().notNull(),
  size: integer().notNull(),
  /** Of a picture, in pixels. */
  width: integer(),
  height: integer(),
  /** Of a voice note. */
  durationMs: integer(),
})

/** What people put into a document or say in a channel: pictures, files, voice notes. Who may read that place may read them. */
export const files = pgTable(
  'files',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    channelId: uuid().references(() => channels.id, { onDelete: 'cascade' }),
    ...fileColumns(),
    name: text().notNull().default(''),
    uploadedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Made by the browser for one upload. No id of anything: what was deleted is not brought back under it. */
    uploadKey: uuid(),
    createdAt: createdAt(),
    /** Hidden with what it was in, or in a card that waits to be approved: whose it is and who moderates there open it. */
    withheldAt: at(),
    /** Put beside a page by somebody whose writing waits there: theirs and the teachers', until what shows it is let out. */
    pendingAt: at(),
  },
  (table) => [
    index('files_document').on(table.documentId),
    index('files_channel').on(table.channelId),
    index('files_project').on(table.projectId, table.uploadedBy),
    uniqueIndex('files_upload').on(
      table.uploadedBy,
      table.uploadKey,
      sql`coalesce(${table.documentId}, ${table.channelId})`,
    ),
    check('files_place', sql`num_nonnulls(${table.documentId}, ${table.channelId}) = 1`),
    check('files_kind', sql`${table.kind} in ('picture', 'file', 'voice')`),
    check(
      'files_picture',
      sql`(${table.kind} = 'picture') = (${table.width} is not null and ${table.height} is not null)`,
    ),
    check('files_voice', sql`(${table.kind} = 'voice') = (${table.durationMs} is not null)`),
    check('files_name', sql`(${table.kind} = 'file') = (${table.name} <> '') and length(${table.name}) <= 200`),
    check('files_size', sql`${table.size} >= 0`),
  ],
)
