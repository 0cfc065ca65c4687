import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { documents } from './documents.ts'
import { users } from './users.ts'
import { pendingStates } from './values.ts'

/** What a teacher has hidden: its bytes are here and nowhere else. That it is hidden, the board itself says. */
export const hiddenObjects = pgTable(
  'hidden_objects',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Its id on the board, which names its author there. */
    objectId: text().notNull(),
    /** As `collab/documents/board-taking.ts` took it. */
    content: json().$type<object>().notNull(),
    hiddenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    hiddenAt: at().notNull(),
    /** When the last of its bytes left the room, the snapshot and the log. */
    forgottenAt: at(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.objectId] })],
)

/** What was deleted for good and whose bytes may still lie in a room, a snapshot or the log: written before, taken away after. */
export const redactions = pgTable(
  'redactions',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** The root of the Y document, and the key in it. */
    root: text().notNull(),
    key: text().notNull(),
    since: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.root, table.key] }),
    index('redactions_since').on(table.since),
  ],
)

/** Cards that wait for a teacher: not on the board, seen by their author and the teachers. */
export const pendingObjects = pgTable(
  'pending_objects',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The id it gets on the board, chosen beforehand: approved twice, it is there once. */
    objectId: text().notNull(),
    /** What stands on the board already and is to say this instead. */
    isChange: boolean().notNull().default(false),
    content: json().$type<object>().notNull(),
    state: text({ enum: pendingStates }).notNull().default('waiting'),
    /** Why it came back. */
    reason: text(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (table) => [
    unique('pending_objects_object').on(table.documentId, table.objectId),
    index('pending_objects_author').on(table.authorId),
    check('pending_objects_state', sql`${table.state} in ('waiting', 'returned')`),
    check('pending_objects_reason', sql`(${table.state} = 'returned') = (${table.reason} is not null)`),
    check('pending_objects_reason_letters', sql`length(${table.reason}) between 1 and 500`),
  ],
)

/** A vote on the things of a board; at most one is open. */
export const votes = pgTable(
  'votes',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** How many things each person may choose. */
    marks: smallint().notNull(),
    openedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    openedAt: at().notNull(),
    closedAt: at(),
    /** How many chose each thing, by its id; null where it was called off. */
    tally: json().$type<Record<string, number>>(),
  },
  (table) => [
    uniqueIndex('votes_open')
      .on(table.documentId)
      .where(sql`${table.closedAt} is null`),
    check('votes_marks', sql`${table.marks} between 1 and 10`),
  ],
)

/** Who chose what: secret, and gone once the vote is counted. */
export const voteMarks = pgTable(
  'vote_marks',
  {
    voteId: uuid()
      .notNull()
      .references(() => votes.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    objectId: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.voteId, table.userId, table.objectId] })],
)
