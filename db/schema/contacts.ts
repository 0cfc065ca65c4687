import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { offices } from './offices.ts'
import { users } from './users.ts'
import { contactStates, messageReportStates, reportReasons } from './values.ts'

/**
 * What one teacher wants of another. Two are contacts where both rows say so. What the other one has blocked stands in their
 * own row: nothing of it is ever read by who is blocked.
 */
export const contacts = pgTable(
  'contacts',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    otherId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    state: text({ enum: contactStates }).notNull(),
    /** The first letter, as long as it is not answered. */
    words: text().notNull().default(''),
    /** First letters that were taken back, for the 30 days in which they can be reported. */
    takenWords: text().notNull().default(''),
    takenAt: at(),
    /** When they asked last: so many in an hour and a day. */
    askedAt: at(),
    /** The other one has said no: who asked sees nothing of it, and disturbs them no more. */
    declinedAt: at(),
    changedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.otherId] }),
    index('contacts_other').on(table.otherId, table.state),
    index('contacts_asked').on(table.userId, table.askedAt),
    check('contacts_state', sql`${table.state} in ('asked', 'accepted', 'over', 'blocked')`),
    check('contacts_two', sql`${table.userId} <> ${table.otherId}`),
    index('contacts_taken')
      .on(table.takenAt)
      .where(sql`${table.takenAt} is not null`),
    check('contacts_words', sql`length(${table.words}) <= 3000`),
    check(
      'contacts_taken',
      sql`length(${table.takenWords}) <= 9000 and (${table.takenAt} is not null) = (${table.takenWords} <> '')`,
    ),
  ],
)

/** What two teachers write to each other. It outlives their being contacts, and one of them leaving. */
export const conversations = pgTable(
  'conversations',
  {
    id: id(),
    lowId: uuid().references(() => users.id, { onDelete: 'set null' }),
    highId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** How far each has read. */
    lowRead: bigint({ mode: 'number' }).notNull().default(0),
    highRead: bigint({ mode: 'number' }).notNull().default(0),
    lastAt: at(),
  },
  (table) => [
    unique('conversations_pair').on(table.lowId, table.highId),
    index('conversations_high').on(table.highId),
    check('conversations_order', sql`${table.lowId} < ${table.highId}`),
  ],
)

export const adultMessages = pgTable(
  'adult_messages',
  {
    /** Given by the browser: what is sent again is there once. */
    id: uuid().primaryKey(),
    /** The order in which they were said. */
    number: bigserial({ mode: 'number' }).notNull(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    text: text().notNull(),
    at: at().notNull(),
    /** Taken back by who wrote it. */
    deletedAt: at(),
    /** What it said, for the 30 days in which it can be reported; nobody reads it but an office. */
    takenText: text(),
  },
  (table) => [
    index('adult_messages_conversation').on(table.conversationId, table.number),
    index('adult_messages_author').on(table.authorId),
    index('adult_messages_taken')
      .on(table.deletedAt)
      .where(sql`${table.takenText} is not null`),
    check('adult_messages_text', sql`length(${table.text}) <= 4000`),
    check('adult_messages_deleted', sql`(${table.deletedAt} is not null) = (${table.text} = '')`),
    check('adult_messages_taken', sql`${table.takenText} is null or ${table.deletedAt} is not null`),
  ],
)

/** What a teacher asks the office of their country to look at, with what it said and what stood around it when they asked. */
export const messageReports = pgTable(
  'message_reports',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    /** No reference: the report outlives it. Null: the first letter of who is not a contact yet. */
    messageId: uuid(),
    reporterId: uuid().references(() => users.id, { onDelete: 'set null' }),
    subjectId: uuid().references(() => users.id, { onDelete: 'set null' }),
    reason: text({ enum: reportReasons }).notNull(),
    words: text().notNull().default(''),
    /** What was said, with ids and no names (`server/contacts/evidence.ts`). */
    evidence: json().$type<object>().notNull(),
    state: text({ enum: messageReportStates }).notNull().default('open'),
    at: at().notNull(),
    handledAt: at(),
    handledBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** What was done, for the office. */
    note: text().notNull().default(''),
  },
  (table) => [
    index('message_reports_office').on(table.officeId, table.state, table.at),
    // Who says it again joins what is open.
    uniqueIndex('message_reports_message')
      .on(table.messageId, table.reporterId)
      .where(sql`${table.messageId} is not null and ${table.state} = 'open'`),
    uniqueIndex('message_reports_letter')
      .on(table.subjectId, table.reporterId)
      .where(sql`${table.messageId} is null and ${table.state} = 'open'`),
    index('message_reports_reporter').on(table.reporterId),
    index('message_reports_subject').on(table.subjectId),
    index('message_reports_handler').on(table.handledBy),
    check('message_reports_reason', sql`${table.reason} in ('unkind', 'private', 'upsetting', 'contact', 'other')`),
    check('message_reports_state', sql`${table.state} in ('open', 'handled')`),
    check('message_reports_handled', sql`(${table.state} = 'handled') = (${table.handledAt} is not null)`),
    check('message_reports_words', sql`length(${table.words}) <= 500 and length(${table.note}) <= 2000`),
  ],
)
