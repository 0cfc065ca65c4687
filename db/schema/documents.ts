import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytea, createdAt, id } from './columns.ts'
import { groups, projects } from './projects.ts'
import { users } from './users.ts'
import { checkFaults, checkResults, documentAccess, documentKinds, documentStates, quarantineKinds } from './values.ts'

/** The row of a document. Content lives in the log and its snapshot. */
export const documents = pgTable(
  'documents',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: documentKinds }).notNull(),
    title: text().notNull(),
    /** Of the title; null where nobody has said it. */
    language: text(),
    state: text({ enum: documentStates }).notNull().default('open'),
    access: text({ enum: documentAccess }).notNull(),
    groupId: uuid(),
    /** A template is handed out: one copy per group, each pointing back to it. */
    isTemplate: boolean().notNull().default(false),
    templateId: uuid(),
    /** The plan of its project: a board for its teachers. */
    isPlan: boolean().notNull().default(false),
    /** A new epoch has no history (erasure). */
    epoch: integer().notNull().default(1),
    /** Frozen by whom and until when; null = until somebody thaws it. */
    frozenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    frozenUntil: at(),
    /** What a teacher says of it to those who cannot write meanwhile. */
    frozenReason: text(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** Last committed change. */
    changedAt: at().notNull().defaultNow(),
    removedAt: at(),
    /** Since when stored bytes are known not to be what was stored: nobody writes, and the last good state is served. */
    damagedAt: at(),
  },
  (table) => [
    index('documents_project').on(table.projectId, table.state),
    unique('documents_template_group').on(table.templateId, table.groupId),
    uniqueIndex('documents_plan')
      .on(table.projectId)
      .where(sql`${table.isPlan}`),
    foreignKey({ columns: [table.projectId, table.groupId], foreignColumns: [groups.projectId, groups.id] }),
    foreignKey({ columns: [table.templateId], foreignColumns: [table.id] }),
    check('documents_kind', sql`${table.kind} in ('page', 'board', 'wall')`),
    check('documents_state', sql`${table.state} in ('open', 'frozen', 'archived', 'removed')`),
    check('documents_access', sql`${table.access} in ('project', 'group', 'teachers')`),
    check('documents_group', sql`(${table.access} = 'group') = (${table.groupId} is not null)`),
    check('documents_frozen_reason', sql`length(${table.frozenReason}) between 1 and 200`),
    // Pupils get what concerns them from the server, and never the plan.
    check(
      'documents_plan_audience',
      sql`not ${table.isPlan} or (${table.access} = 'teachers' and ${table.kind} = 'board')`,
    ),
    check('documents_title', sql`length(${table.title}) between 1 and 200`),
  ],
)

/** Every accepted update of a document, in order, with its author. Append-only; runs of one author may be folded. */
export const documentLog = pgTable(
  'document_log',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    sequence: bigint({ mode: 'number' }).notNull(),
    /** Null for what the server wrote for nobody: the seed. */
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
    bytes: bytea().notNull(),
    /** CRC-32 of `bytes`, then of the sequence in digits; rows of old releases: of `bytes` alone. */
    crc: bigint({ mode: 'number' }).notNull(),
    /** The first of the sequences that this row stands for, where it was made of several. */
    firstSequence: bigint({ mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.sequence] }),
    check('document_log_sequence', sql`${table.sequence} > 0`),
  ],
)

/** Fold of the log up to a sequence, for fast loading. Can always be made again from the log. */
export const documentSnapshots = pgTable('document_snapshots', {
  documentId: uuid()
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  sequence: bigint({ mode: 'number' }).notNull(),
  bytes: bytea().notNull(),
  crc: bigint({ mode: 'number' }).notNull(),
  /** Words that were deleted are in the log alone: versions are not read from it. */
  isPresentOnly: boolean().notNull().default(false),
  createdAt: createdAt(),
})

/**
 * Under which ids letters were first typed that stand under others (`MovedLetters`): it shows in single rows alone, and is
 * kept before they are folded.
 */
export const documentProvenance = pgTable('document_provenance', {
  documentId: uuid()
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  /** Rows up to here were looked through. */
  sequence: bigint({ mode: 'number' }).notNull(),
  bytes: bytea().notNull(),
  crc: bigint({ mode: 'number' }).notNull(),
})

/**
 * For whom a document was until it was moved: rows of the log up to this one were written for them. Nothing is known of
 * moves before this table was made: what was written then counts as written for whom the document is for now.
 */
export const documentAudiences = pgTable(
  'document_audiences',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    upToSequence: bigint({ mode: 'number' }).notNull(),
    access: text({ enum: documentAccess }).notNull(),
    /** Of a group that may be gone by now: its members of then are no others. */
    groupId: uuid(),
    until: at().notNull(),
  },
  (table) => [
    index('document_audiences_document').on(table.documentId),
    check('document_audiences_access', sql`${table.access} in ('project', 'group', 'teachers')`),
    check('document_audiences_group', sql`(${table.access} = 'group') = (${table.groupId} is not null)`),
  ],
)

/** What the last check of a document found, and up to where its log can be believed. */
export const documentChecks = pgTable(
  'document_checks',
  {
    documentId: uuid()
      .primaryKey()
      .references(() => documents.id, { onDelete: 'cascade' }),
    checkedAt: at().notNull(),
    result: text({ enum: checkResults }).notNull(),
    fault: text({ enum: checkFaults }),
    /** The last good state: its sequence, and when that was written. */
    goodSequence: bigint({ mode: 'number' }).notNull(),
    goodAt: at(),
  },
  (table) => [
    index('document_checks_at').on(table.checkedAt),
    check('document_checks_result', sql`${table.result} in ('whole', 'snapshot_rebuilt', 'damaged')`),
    check('document_checks_fault', sql`${table.fault} in ('row', 'incomplete', 'room')`),
    check('document_checks_damage', sql`(${table.result} = 'damaged') = (${table.fault} is not null)`),
  ],
)

/** Bytes that failed a check, kept as they were found: nothing is thrown away. */
export const documentQuarantine = pgTable(
  'document_quarantine',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    kind: text({ enum: quarantineKinds }).notNull(),
    /** The epoch they were written in. */
    epoch: integer().notNull(),
    sequence: bigint({ mode: 'number' }).notNull(),
    firstSequence: bigint({ mode: 'number' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
    bytes: bytea().notNull(),
    /** As it was stored beside them; null for a room's, which has none. */
    crc: bigint({ mode: 'number' }),
    keptAt: at().notNull(),
  },
  (table) => [
    index('document_quarantine_document').on(table.documentId),
    check('document_quarantine_kind', sql`${table.kind} in ('row', 'snapshot', 'room')`),
  ],
)

/** A point of the log that can be read and restored. */
export const versions = pgTable(
  'versions',
  {
    id: id(),
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    sequence: bigint({ mode: 'number' }).notNull(),
    kind: text({ enum: ['automatic', 'named'] }).notNull(),
    name: text(),
    /** Null for automatic ones. */
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('versions_document').on(table.documentId, table.sequence),
    check('versions_kind', sql`(${table.kind} = 'named') = (${table.name} is not null)`),
    check('versions_name', sql`length(${table.name}) between 1 and 120`),
  ],
)

/** Whose Yjs client id it is in a document: bound at first use, never to change. */
export const contributions = pgTable(
  'contributions',
  {
    documentId: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    clientId: bigint({ mode: 'number' }).notNull(),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** What waited under it was given back: nothing more is taken. */
    isClosed: boolean().notNull().default(false),
    firstAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.clientId] }),
    index('contributions_user').on(table.userId),
  ],
)
