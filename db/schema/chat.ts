import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  type AnyPgColumn,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, createdAt, id, tsvector } from './columns.ts'
import { groups, projects } from './projects.ts'
import { users } from './users.ts'
import { channelKinds, mentionKinds, reactions } from './values.ts'

/** Where people of a project talk. Made with the project, the group, the pupil's membership; who reads it follows from its kind. */
export const channels = pgTable(
  'channels',
  {
    id: id(),
    /** Short, for the search index: words of a channel are found beside each other. */
    number: serial().notNull().unique(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: channelKinds }).notNull(),
    /** Of a group's channel; null once the group is gone, whose teachers still read what was said. */
    groupId: uuid(),
    /** Of an `ask` channel: the one pupil in it. */
    pupilId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** Null where the kind says it all, or the group's name does. */
    title: text(),
    /** Of the last message that was delivered; the row is locked to give the next. */
    lastSequence: integer().notNull().default(0),
    lastAt: at(),
    /** Pupils wait this long between two messages; 0 is off. */
    slowSeconds: smallint().notNull().default(0),
    pausedAt: at(),
    pausedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Null: until a teacher ends the pause. */
    pausedUntil: at(),
    /** What a teacher says of the pause, and of slow mode, to those whom they hold. */
    pausedReason: text(),
    slowReason: text(),
    /** Pupils write only while a teacher of the project is in the space. */
    needsTeacher: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    unique('channels_group').on(table.groupId),
    unique('channels_pupil').on(table.projectId, table.pupilId),
    index('channels_project').on(table.projectId),
    index('channels_paused_until').on(table.pausedUntil),
    // Only the group goes: a plain "set null" would take the project away as well.
    foreignKey({ columns: [table.groupId], foreignColumns: [groups.id] }).onDelete('set null'),
    check('channels_kind', sql`${table.kind} in ('project', 'group', 'teachers', 'forum', 'ask')`),
    check('channels_of_group', sql`${table.kind} = 'group' or ${table.groupId} is null`),
    check('channels_of_pupil', sql`(${table.kind} = 'ask') = (${table.pupilId} is not null)`),
    check('channels_paused_reason', sql`length(${table.pausedReason}) between 1 and 200`),
    check('channels_slow_reason', sql`length(${table.slowReason}) between 1 and 200`),
    check('channels_title', sql`length(${table.title}) between 1 and 120`),
    check('channels_slow', sql`${table.slowSeconds} between 0 and 3600`),
    check(
      'channels_pause',
      sql`${table.pausedAt} is not null or (${table.pausedUntil} is null and ${table.pausedBy} is null)`,
    ),
  ],
)

/** Numbers of messages that wait for the end of quiet hours. */
export const heldNumbers = pgSequence('message_held_numbers')

/** What somebody said. Written by the server alone, with its own time and author. */
export const messages = pgTable(
  'messages',
  {
    /** Made by the client: the same id again is the same message, which is how each arrives exactly once. */
    id: uuid().primaryKey(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** 1, 2, 3 … per channel without gaps, in the order of delivery. Null while it waits for `deliverAt`. */
    sequence: integer(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
    /** `<@uuid>` is a person and `<#uuid>` a document: names are looked up by each reader. Empty once deleted. */
    text: text().notNull(),
    language: text(),
    replyTo: uuid().references((): AnyPgColumn => messages.id),
    /** The message at the top of the thread of a reply. */
    threadId: uuid().references((): AnyPgColumn => messages.id),
    /** Of the message at the top. */
    replyCount: integer().notNull().default(0),
    lastReplyAt: at(),
    editedAt: at(),
    deletedAt: at(),
    deletedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    pinnedAt: at(),
    pinnedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** When it is given to others, where that is not at once. */
    deliverAt: at(),
    /** Since when it waits for a teacher's approval. */
    pendingAt: at(),
    /** Why a teacher sent it back, while it waits for its author to write it anew. */
    returnedReason: text(),
    /** Of those that are not: in this order they get their sequences. */
    heldNumber: bigint({ mode: 'number' }),
    /** Folded words, each behind the number of its channel. */
    words: tsvector(),
  },
  (table) => [
    unique('messages_sequence').on(table.channelId, table.sequence),
    index('messages_at').on(table.channelId, table.at),
    index('messages_author').on(table.authorId, table.channelId, table.sequence),
    index('messages_reply')
      .on(table.replyTo)
      .where(sql`${table.replyTo} is not null`),
    index('messages_thread')
      .on(table.threadId, table.sequence)
      .where(sql`${table.threadId} is not null`),
    index('messages_top')
      .on(table.channelId, table.sequence)
      .where(sql`${table.threadId} is null`),
    index('messages_pinned')
      .on(table.channelId, table.sequence)
      .where(sql`${table.pinnedAt} is not null`),
    index('messages_held')
      .on(table.deliverAt)
      .where(sql`${table.sequence} is null`),
    // Without a list of pending entries: the embedded database has nobody to tidy it.
    index('messages_words').using('gin', table.words).with({ fastupdate: false }),
    check('messages_sequence_positive', sql`${table.sequence} > 0`),
    check(
      'messages_held_until',
      sql`${table.sequence} is not null or ${table.deliverAt} is not null or ${table.pendingAt} is not null`,
    ),
    check('messages_pending', sql`${table.pendingAt} is null or ${table.sequence} is null`),
    check(
      'messages_returned',
      sql`${table.returnedReason} is null or (${table.pendingAt} is not null and length(${table.returnedReason}) between 1 and 500)`,
    ),
    check('messages_text', sql`length(${table.text}) <= 4000`),
    check('messages_thread_of_reply', sql`(${table.threadId} is null) = (${table.replyTo} is null)`),
  ],
)

/** The text as it was before an edit or a deletion, for the teachers. */
export const messageEdits = pgTable(
  'message_edits',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    /** When it stopped being the text, and by whom. */
    at: at().notNull(),
    editorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    text: text().notNull(),
  },
  (table) => [index('message_edits_message').on(table.messageId)],
)

export const messageReactions = pgTable(
  'message_reactions',
  {
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    reaction: text({ enum: reactions }).notNull(),
    at: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.userId, table.reaction] }),
    check('message_reactions_reaction', sql`${table.reaction} in ('yes', 'heart', 'laugh', 'wow', 'think', 'cheer')`),
  ],
)

/** Whom and what a message mentions, where that was allowed when it was written. */
export const mentions = pgTable(
  'mentions',
  {
    messageId: uuid()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    kind: text({ enum: mentionKinds }).notNull(),
    /** A user or a document: no reference, since the row of either may go and the message stays. */
    targetId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.kind, table.targetId] }),
    index('mentions_target').on(table.targetId),
    check('mentions_kind', sql`${table.kind} in ('person', 'document')`),
  ],
)

/** How far somebody has read. */
export const channelReads = pgTable(
  'channel_reads',
  {
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sequence: integer().notNull(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.userId] })],
)
