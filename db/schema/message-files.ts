import { sql } from 'drizzle-orm'
import { check, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { messages } from './chat.ts'
import { files } from './files.ts'

/** What a message brings along, in its order. A file is in one message. */
export const messageFiles = pgTable(
  'message_files',
  {
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    /** Words for a picture; empty where it is only decoration. */
    alt: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.position] }),
    unique('message_files_file').on(table.fileId),
    check('message_files_alt', sql`length(${table.alt}) <= 1000`),
  ],
)
