import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { messages } from './chat.ts'
import { at, id } from './columns.ts'
import { users } from './users.ts'

/** What a top message of a forum is about. Its posts are the replies in its thread. */
export const topics = pgTable(
  'topics',
  {
    messageId: uuid()
      .primaryKey()
      .references(() => messages.id, { onDelete: 'cascade' }),
    title: text().notNull(),
  },
  (table) => [check('topics_title', sql`length(${table.title}) between 1 and 120`)],
)

/** Whose bell rings for new posts of a topic. */
export const topicFollowers = pgTable(
  'topic_followers',
  {
    messageId: uuid()
      .notNull()
      .references(() => topics.messageId, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.userId] }), index('topic_followers_user').on(table.userId)],
)

/** How far somebody has read a topic. */
export const topicReads = pgTable(
  'topic_reads',
  {
    messageId: uuid()
      .notNull()
      .references(() => topics.messageId, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sequence: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.userId] })],
)

/** A question with answers to choose from, at the top of a topic. */
export const polls = pgTable(
  'polls',
  {
    id: id(),
    messageId: uuid()
      .notNull()
      .unique()
      .references(() => topics.messageId, { onDelete: 'cascade' }),
    isMultiple: boolean().notNull().default(false),
    closedAt: at(),
    /** How many took part, once it is closed. */
    participants: integer(),
  },
  (table) => [check('polls_closed', sql`(${table.closedAt} is null) = (${table.participants} is null)`)],
)

export const pollOptions = pgTable(
  'poll_options',
  {
    id: id(),
    pollId: uuid()
      .notNull()
      .references(() => polls.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    text: text().notNull(),
    /** How many chose it, once the poll is closed; null for good where too few took part. */
    count: integer(),
  },
  (table) => [
    unique('poll_options_position').on(table.pollId, table.position),
    unique('poll_options_poll').on(table.pollId, table.id),
    check('poll_options_text', sql`length(${table.text}) between 1 and 80`),
  ],
)

/** Who chose what, while a poll is open: nobody is shown it, and at the close it is counted and thrown away. */
export const pollChoices = pgTable(
  'poll_choices',
  {
    pollId: uuid().notNull(),
    optionId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.pollId, table.userId, table.optionId] }),
    // An option of another poll cannot be chosen in this one.
    foreignKey({
      columns: [table.pollId, table.optionId],
      foreignColumns: [pollOptions.pollId, pollOptions.id],
    }).onDelete('cascade'),
  ],
)
