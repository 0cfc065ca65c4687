import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, id } from './columns.ts'
import { documents } from './documents.ts'
import { users } from './users.ts'

/** Who wrote in a page under "after approval", and where that has come to; it stays when nothing waits. */
export const pendingBranches = pgTable(
  'pending_branches',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** One more for each time it was given back. */
    number: integer().notNull().default(1),
    /** Of the last row there ever was: never used again. */
    sequence: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    unique('pending_branches_person').on(table.documentId, table.userId),
    index('pending_branches_user').on(table.userId),
    check('pending_branches_number', sql`${table.number} > 0 and ${table.sequence} >= 0`),
  ],
)

/** What waits for a teacher beside a page, as the log keeps what is in it. */
export const pendingWriting = pgTable(
  'pending_writing',
  {
    branchId: uuid()
      .notNull()
      .references(() => pendingBranches.id, { onDelete: 'cascade' }),
    sequence: bigint({ mode: 'number' }).notNull(),
    at: at().notNull(),
    bytes: bytea().notNull(),
    /** CRC-32 of `bytes`, then of the sequence in digits. */
    crc: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.branchId, table.sequence] })],
)

/** Words that a teacher gave back, for their author alone, until that author is done with them. */
export const returnedWriting = pgTable(
  'returned_writing',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    reason: text().notNull(),
    returnedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
  },
  (table) => [
    index('returned_writing_person').on(table.userId, table.documentId),
    check('returned_writing_reason', sql`length(${table.reason}) between 1 and 200`),
  ],
)
