import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { documents } from './documents.ts'
import { groups, projects } from './projects.ts'
import { users } from './users.ts'

export const writingTools = ['all', 'page', 'board', 'chat'] as const
/** `read`: nothing is written; `approval`: what is written waits for a teacher; `away`: one does not come in. Free is where no rule stands. */
export const writingModes = ['approval', 'read', 'away'] as const
/**
 * A rule of the lesson; a sanction, which its pupil is told as one; "eyes on me", for some seconds; a pause of one pupil on
 * one board, whose hand there is put back and who reads on.
 */
export const writingPurposes = ['rule', 'sanction', 'eyes', 'pause'] as const

/**
 * What pupils may write, for one pupil, one group, one document, or all of a project where none is named. What a board says of
 * pauses and approval is an echo of it (`server/content/board-echo.ts`).
 */
export const writingRules = pgTable(
  'writing_rules',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    groupId: uuid(),
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    tool: text({ enum: writingTools }).notNull(),
    mode: text({ enum: writingModes }).notNull(),
    purpose: text({ enum: writingPurposes }).notNull(),
    /** What the pupils are told, besides that it is so. */
    reason: text(),
    setBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    setAt: at().notNull(),
    /** Null: until a teacher lifts it. */
    until: at(),
  },
  (table) => [
    unique('writing_rules_place')
      .on(table.projectId, table.userId, table.groupId, table.documentId, table.tool, table.purpose)
      .nullsNotDistinct(),
    index('writing_rules_until').on(table.until),
    index('writing_rules_document').on(table.documentId),
    foreignKey({ columns: [table.projectId, table.groupId], foreignColumns: [groups.projectId, groups.id] }).onDelete(
      'cascade',
    ),
    check(
      'writing_rules_target',
      sql`case ${table.purpose} when 'pause' then ${table.groupId} is null and num_nonnulls(${table.userId}, ${table.documentId}) = 2 and ${table.tool} = 'board' and ${table.mode} = 'read'
        else num_nonnulls(${table.userId}, ${table.groupId}, ${table.documentId}) <= 1 end`,
    ),
    check('writing_rules_tool', sql`${table.tool} in ('all', 'page', 'board', 'chat')`),
    check('writing_rules_mode', sql`${table.mode} in ('approval', 'read', 'away')`),
    check('writing_rules_purpose', sql`${table.purpose} in ('rule', 'sanction', 'eyes', 'pause')`),
    check(
      'writing_rules_away',
      sql`${table.mode} <> 'away' or (num_nonnulls(${table.userId}, ${table.reason}, ${table.until}) = 3 and ${table.tool} = 'all' and ${table.purpose} = 'sanction')`,
    ),
    check('writing_rules_reason', sql`length(${table.reason}) between 1 and 200`),
  ],
)
