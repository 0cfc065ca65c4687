import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigserial, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { offices } from './offices.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'
import { approvalStates, approvalSteps } from './values.ts'

/**
 * That somebody decides about a person, a school (an institution is one) or a project: an office, or the head of a school.
 * One is under way at a time for each decider. What was refused is asked about once more by a row of its own (`appeals`).
 */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    /** The order in which they were asked: two may be of one moment. */
    number: bigserial({ mode: 'number' }).notNull(),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    schoolId: uuid().references(() => schools.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    officeId: uuid().references(() => offices.schoolId),
    /** A school whose head decides. */
    deciderSchoolId: uuid().references(() => schools.id),
    state: text({ enum: approvalStates }).notNull().default('waiting'),
    askedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    askedAt: at().notNull(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: at(),
    /** Of a newcomer's: the school that they told us of. A yes to them is a yes to it, and to no other. */
    vouchesFor: uuid().references(() => schools.id, { onDelete: 'set null' }),
    /** What was refused before; the office's director decides about this one. */
    appeals: uuid().references((): AnyPgColumn => approvals.id),
  },
  (table) => [
    uniqueIndex('approvals_under_way')
      .on(
        sql`coalesce(${table.userId}, ${table.schoolId}, ${table.projectId})`,
        sql`coalesce(${table.officeId}, ${table.deciderSchoolId})`,
      )
      .where(sql`${table.state} in ('waiting', 'question')`),
    uniqueIndex('approvals_one_appeal').on(table.appeals),
    index('approvals_office')
      .on(table.officeId, table.askedAt)
      .where(sql`${table.state} in ('waiting', 'question')`),
    index('approvals_decider_school').on(table.deciderSchoolId),
    index('approvals_project').on(table.projectId),
    index('approvals_user').on(table.userId),
    index('approvals_school').on(table.schoolId),
    index('approvals_vouches_for').on(table.vouchesFor),
    check('approvals_subject', sql`num_nonnulls(${table.userId}, ${table.schoolId}, ${table.projectId}) = 1`),
    check('approvals_decider', sql`num_nonnulls(${table.officeId}, ${table.deciderSchoolId}) = 1`),
    check('approvals_vouches_for', sql`${table.vouchesFor} is null or ${table.userId} is not null`),
    check('approvals_state', sql`${table.state} in ('waiting', 'question', 'approved', 'refused', 'withdrawn')`),
    check(
      'approvals_decided',
      sql`(${table.state} in ('approved', 'refused', 'withdrawn')) = (${table.decidedAt} is not null)`,
    ),
  ],
)

/** What was asked, answered and decided, and why: read by both sides. */
export const approvalNotes = pgTable(
  'approval_notes',
  {
    id: id(),
    /** The order in which they were written: two may be of one moment. */
    number: bigserial({ mode: 'number' }).notNull(),
    approvalId: uuid()
      .notNull()
      .references(() => approvals.id, { onDelete: 'cascade' }),
    step: text({ enum: approvalSteps }).notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
    text: text().notNull().default(''),
  },
  (table) => [
    index('approval_notes_approval').on(table.approvalId, table.number),
    check(
      'approval_notes_step',
      sql`${table.step} in ('asked', 'question', 'answer', 'advice', 'approved', 'refused', 'withdrawn')`,
    ),
    check('approval_notes_text', sql`length(${table.text}) <= 4000`),
  ],
)
