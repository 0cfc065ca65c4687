import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { channels } from './chat.ts'
import { at, id, json } from './columns.ts'
import { documents } from './documents.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'
import { reportKinds, reportLevels, reportReasons, reportStates, reportTargets } from './values.ts'

/** What somebody asks the grown-ups to look at, with what it said when they asked. Whoever it is about never learns who asked. */
export const reports = pgTable(
  'reports',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: reportKinds }).notNull(),
    /** Null for what the server found, and once the person is gone. */
    reporterId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Whose it is, or who it is; null for what is nobody's. */
    subjectId: uuid().references(() => users.id, { onDelete: 'set null' }),
    targetKind: text({ enum: reportTargets }).notNull(),
    /** A message, a document, a thing on a board or a person. No reference: the report outlives it. */
    targetId: text().notNull(),
    channelId: uuid().references(() => channels.id, { onDelete: 'set null' }),
    documentId: uuid().references(() => documents.id, { onDelete: 'set null' }),
    /** Of a page: which of its blocks was meant, counted from 0. */
    block: integer(),
    reason: text({ enum: reportReasons }).notNull(),
    words: text().notNull().default(''),
    /** What it said and held when it was reported (`server/reports/evidence.ts`); ids, and no names. */
    evidence: json().$type<object>().notNull(),
    level: text({ enum: reportLevels }).notNull(),
    /** Whose administrators are asked, from the level `school` on. */
    schoolId: uuid().references(() => schools.id),
    state: text({ enum: reportStates }).notNull().default('open'),
    at: at().notNull(),
    seenAt: at(),
    seenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    escalatedAt: at(),
    escalatedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    closedAt: at(),
    closedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** What those who looked at it said to each other. */
    note: text().notNull().default(''),
  },
  (table) => [
    index('reports_project').on(table.projectId, table.state),
    index('reports_school').on(table.schoolId, table.state),
    // Who says it again joins what is open.
    uniqueIndex('reports_open')
      .on(table.targetKind, table.targetId, table.kind, table.reporterId)
      .where(sql`${table.state} = 'open' and ${table.reporterId} is not null`),
    uniqueIndex('reports_detected')
      .on(table.targetKind, table.targetId)
      .where(sql`${table.state} = 'open' and ${table.kind} = 'detected'`),
    check('reports_kind', sql`${table.kind} in ('said', 'detected')`),
    check('reports_target', sql`${table.targetKind} in ('message', 'document', 'object', 'user')`),
    check('reports_reason', sql`${table.reason} in ('unkind', 'private', 'upsetting', 'contact', 'other')`),
    check('reports_level', sql`${table.level} in ('teacher', 'school', 'head', 'correspondent', 'office')`),
    check('reports_of_school', sql`${table.level} = 'teacher' or ${table.schoolId} is not null`),
    check('reports_state', sql`${table.state} in ('open', 'closed')`),
    check('reports_closed', sql`(${table.state} = 'closed') = (${table.closedAt} is not null)`),
    check('reports_words', sql`length(${table.words}) <= 2000 and length(${table.note}) <= 2000`),
  ],
)
